Console.WriteLine("Ksef.Offline");
