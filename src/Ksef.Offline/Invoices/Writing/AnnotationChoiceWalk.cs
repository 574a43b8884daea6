using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the annotations that say "none" by an element of their own.</summary>
internal static class AnnotationChoiceWalk
{
    internal static void Exemption<TSink>(ref TSink sink, Exemption? exemption)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("Zwolnienie"u8);
        if (exemption is null)
        {
            sink.Flag("P_19N"u8, true);
        }
        else
        {
            sink.Flag("P_19"u8, true);
            sink.Text(exemption.Basis switch { ExemptionBasis.Act => "P_19A"u8, ExemptionBasis.Directive => "P_19B"u8, _ => "P_19C"u8 }, exemption.Text);
        }
        sink.Close("Zwolnienie"u8);
    }

    internal static void Margin<TSink>(ref TSink sink, MarginScheme? scheme)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("PMarzy"u8);
        if (scheme is null)
        {
            sink.Flag("P_PMarzyN"u8, true);
        }
        else
        {
            sink.Flag("P_PMarzy"u8, true);
            sink.Flag(
                scheme switch
                {
                    MarginScheme.TravelAgencies => "P_PMarzy_2"u8,
                    MarginScheme.UsedGoods => "P_PMarzy_3_1"u8,
                    MarginScheme.WorksOfArt => "P_PMarzy_3_2"u8,
                    _ => "P_PMarzy_3_3"u8,
                },
                true);
        }
        sink.Close("PMarzy"u8);
    }

    internal static void NewTransport<TSink>(ref TSink sink, NewTransportSupply? supply)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("NoweSrodkiTransportu"u8);
        if (supply is null)
        {
            sink.Flag("P_22N"u8, true);
        }
        else
        {
            sink.Flag("P_22"u8, true);
            sink.YesNo("P_42_5"u8, supply.HasArticle42Duty);
            foreach (var item in supply.Items) Means(ref sink, item);
        }
        sink.Close("NoweSrodkiTransportu"u8);
    }

    private static void Means<TSink>(ref TSink sink, NewMeansOfTransport means)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("NowySrodekTransportu"u8);
        sink.Date("P_22A"u8, means.AdmittedOn);
        sink.Integer("P_NrWierszaNST"u8, means.LineNumber);
        sink.Text("P_22BMK"u8, means.Make);
        sink.Text("P_22BMD"u8, means.Model);
        sink.Text("P_22BK"u8, means.Colour);
        sink.Text("P_22BNR"u8, means.RegistrationNumber);
        sink.Text("P_22BRP"u8, means.ProductionYear);
        switch (means)
        {
            case NewLandVehicle vehicle:
                sink.Text("P_22B"u8, vehicle.Mileage);
                if (vehicle.VehicleNumber is { } number) sink.Text(NumberElement(number.Kind), number.Text);
                sink.Text("P_22BT"u8, vehicle.Type);
                break;
            case NewVessel vessel:
                sink.Text("P_22C"u8, vessel.WorkingHours);
                sink.Text("P_22C1"u8, vessel.HullNumber);
                break;
            case NewAircraft aircraft:
                sink.Text("P_22D"u8, aircraft.WorkingHours);
                sink.Text("P_22D1"u8, aircraft.FactoryNumber);
                break;
        }
        sink.Close("NowySrodekTransportu"u8);
    }

    private static ReadOnlySpan<byte> NumberElement(VehicleNumberKind kind) => kind switch
    {
        VehicleNumberKind.Vin => "P_22B1"u8,
        VehicleNumberKind.Body => "P_22B2"u8,
        VehicleNumberKind.Chassis => "P_22B3"u8,
        _ => "P_22B4"u8,
    };
}
