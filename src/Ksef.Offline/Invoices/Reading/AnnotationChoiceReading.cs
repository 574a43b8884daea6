using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the annotations that say "none" by an element of their own.</summary>
internal static class AnnotationChoiceReading
{
    internal static Exemption? Exemption(ref ElementCursor cursor)
    {
        if (cursor.Flag("P_19N"u8)) return null;
        cursor.Must("P_19"u8);
        if (cursor.TextOrNull("P_19A"u8) is { } act) return new Exemption(ExemptionBasis.Act, act);
        if (cursor.TextOrNull("P_19B"u8) is { } directive) return new Exemption(ExemptionBasis.Directive, directive);
        return new Exemption(ExemptionBasis.Other, cursor.Text("P_19C"u8));
    }

    internal static MarginScheme? Margin(ref ElementCursor cursor)
    {
        if (cursor.Flag("P_PMarzyN"u8)) return null;
        cursor.Must("P_PMarzy"u8);
        if (cursor.Flag("P_PMarzy_2"u8)) return MarginScheme.TravelAgencies;
        if (cursor.Flag("P_PMarzy_3_1"u8)) return MarginScheme.UsedGoods;
        if (cursor.Flag("P_PMarzy_3_2"u8)) return MarginScheme.WorksOfArt;
        cursor.Must("P_PMarzy_3_3"u8);
        return MarginScheme.CollectiblesAndAntiques;
    }

    internal static NewTransportSupply? NewTransport(ref ElementCursor cursor)
    {
        if (cursor.Flag("P_22N"u8)) return null;
        cursor.Must("P_22"u8);
        return new()
        {
            HasArticle42Duty = cursor.YesNo("P_42_5"u8),
            Items = cursor.Many("NowySrodekTransportu"u8, Means),
        };
    }

    private static NewMeansOfTransport Means(ref ElementCursor cursor)
    {
        var admittedOn = cursor.Date("P_22A"u8);
        var line = cursor.Integer("P_NrWierszaNST"u8);
        var make = cursor.TextOrNull("P_22BMK"u8);
        var model = cursor.TextOrNull("P_22BMD"u8);
        var colour = cursor.TextOrNull("P_22BK"u8);
        var registration = cursor.TextOrNull("P_22BNR"u8);
        var year = cursor.TextOrNull("P_22BRP"u8);
        var means = Kind(ref cursor, admittedOn, line);
        return means with { Make = make, Model = model, Colour = colour, RegistrationNumber = registration, ProductionYear = year };
    }

    private static NewMeansOfTransport Kind(ref ElementCursor cursor, NodaTime.LocalDate admittedOn, long line)
    {
        if (cursor.TextOrNull("P_22B"u8) is { } mileage)
        {
            return new NewLandVehicle
            {
                AdmittedOn = admittedOn,
                LineNumber = line,
                Mileage = mileage,
                VehicleNumber = Number(ref cursor),
                Type = cursor.TextOrNull("P_22BT"u8),
            };
        }
        if (cursor.TextOrNull("P_22C"u8) is { } hours)
            return new NewVessel { AdmittedOn = admittedOn, LineNumber = line, WorkingHours = hours, HullNumber = cursor.TextOrNull("P_22C1"u8) };
        return new NewAircraft
        {
            AdmittedOn = admittedOn,
            LineNumber = line,
            WorkingHours = cursor.Text("P_22D"u8),
            FactoryNumber = cursor.TextOrNull("P_22D1"u8),
        };
    }

    private static VehicleNumber? Number(ref ElementCursor cursor)
    {
        if (cursor.TextOrNull("P_22B1"u8) is { } vin) return new VehicleNumber(VehicleNumberKind.Vin, vin);
        if (cursor.TextOrNull("P_22B2"u8) is { } body) return new VehicleNumber(VehicleNumberKind.Body, body);
        if (cursor.TextOrNull("P_22B3"u8) is { } chassis) return new VehicleNumber(VehicleNumberKind.Chassis, chassis);
        return cursor.TextOrNull("P_22B4"u8) is { } frame ? new VehicleNumber(VehicleNumberKind.Frame, frame) : null;
    }
}
