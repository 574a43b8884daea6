using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The statements that the VAT Act requires, in its own words, and the marks of the whole invoice.</summary>
internal static class AnnotationSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        var says = Says(page.Words, body).ToArray();
        if (says.Length == 0 && body.Annotations.NewTransport is null) return;
        page.OpenSection("Adnotacje", "Annotations");
        if (says.Length > 0)
        {
            page.Raw("<ul class=\"says\">");
            foreach (var line in says) page.Element("li", "", line);
            page.Raw("</ul>");
        }
        if (body.Annotations.NewTransport is { } supply) NewTransport(page, supply);
        page.CloseSection();
    }

    private static IEnumerable<string> Says(Wording w, InvoiceBody body)
    {
        var a = body.Annotations;
        if (a.SplitPayment) yield return w.Statutory("mechanizm podzielonej płatności", "split payment");
        if (a.ReverseCharge) yield return w.Statutory("odwrotne obciążenie", "reverse charge");
        if (a.CashAccounting) yield return w.Statutory("metoda kasowa", "cash accounting");
        if (a.SelfInvoicing) yield return w.Statutory("samofakturowanie", "self-billing");
        if (a.Triangulation) yield return w.Statutory("VAT: Faktura WE uproszczona na mocy art. 135–138 ustawy o ptu; podatek rozliczy ostatni w kolejności podatnik", "simplified EC invoice in a triangular transaction; the last taxpayer accounts for the tax");
        if (a.Exemption is { } exemption) yield return $"{w.Statutory("zwolnienie od podatku", "exemption from tax")}{(exemption.Basis == ExemptionBasis.Act ? "" : $" ({Codes.Basis(w, exemption.Basis)})")}: {exemption.Text}";
        switch (a.Margin)
        {
            case MarginScheme.TravelAgencies: yield return w.Statutory("procedura marży dla biur podróży", "margin scheme – travel agents"); break;
            case MarginScheme.UsedGoods: yield return w.Statutory("procedura marży – towary używane", "margin scheme – second-hand goods"); break;
            case MarginScheme.WorksOfArt: yield return w.Statutory("procedura marży – dzieła sztuki", "margin scheme – works of art"); break;
            case MarginScheme.CollectiblesAndAntiques: yield return w.Statutory("procedura marży – przedmioty kolekcjonerskie i antyki", "margin scheme – collectors’ items and antiques"); break;
        }
        if (body.IsForReceipt) yield return w.In("faktura do paragonu fiskalnego (art. 109 ust. 3d ustawy)", "invoice for a receipt of a cash register (art. 109(3d))");
        if (body.HasRelatedParties) yield return w.In("powiązania między nabywcą a dokonującym dostawy towarów lub usługodawcą", "buyer and seller are related");
        if (body.HasExciseRefund) yield return w.In("zwrot podatku akcyzowego zawartego w cenie oleju napędowego", "refund of the excise duty in the price of diesel");
    }

    private static void NewTransport(PageWriter page, NewTransportSupply supply)
    {
        var words = page.Words;
        page.Raw("<h3>").Word("Wewnątrzwspólnotowa dostawa nowych środków transportu", "Intra-EU supply of new means of transport").Raw("</h3>");
        if (supply.HasArticle42Duty) page.Element("p", "", words.In("Występuje obowiązek, o którym mowa w art. 42 ust. 5 ustawy.", "The duty of art. 42(5) of the VAT Act applies."));
        page.Table(supply.Items.ToArray(),
        [
            new("Wiersz", "Line", i => words.Quantity(i.LineNumber)),
            new("Środek transportu", "Means of transport", i => PageWriter.Join(i.Make, i.Model, i.Colour, i is NewLandVehicle v ? v.Type : null) ?? Kind(words, i), Below: i => Identity(page, i)),
            new("Dopuszczony do użytku", "Admitted to use", i => Wording.Date(i.AdmittedOn)),
            new("Rok produkcji", "Year", i => i.ProductionYear),
            new("Przebieg", "Mileage", i => i is NewLandVehicle v ? v.Mileage : null, IsNumber: true),
            new("Godziny robocze", "Working hours", i => i switch { NewVessel s => s.WorkingHours, NewAircraft a => a.WorkingHours, _ => null }, IsNumber: true),
        ]);
    }

    private static string Kind(Wording w, NewMeansOfTransport item) => item switch
    {
        NewLandVehicle => w.In("pojazd lądowy", "land vehicle"),
        NewVessel => w.In("jednostka pływająca", "vessel"),
        _ => w.In("statek powietrzny", "aircraft"),
    };

    private static string? Identity(PageWriter page, NewMeansOfTransport item) => PageWriter.Join(
        page.Named("Nr rejestracyjny", "Registration", item.RegistrationNumber),
        item switch
        {
            NewLandVehicle { VehicleNumber: { } number } => page.Named(Codes.Vehicle(number.Kind).Pl, Codes.Vehicle(number.Kind).En, number.Text),
            NewVessel vessel => page.Named("Nr kadłuba", "Hull number", vessel.HullNumber),
            NewAircraft aircraft => page.Named("Nr fabryczny", "Factory number", aircraft.FactoryNumber),
            _ => null,
        });
}
