namespace Ksef.Offline.Invoices.Model;

/// <summary>Which number identifies a land vehicle.</summary>
/// <remarks>FA(3): <c>NowySrodekTransportu</c>.</remarks>
public enum VehicleNumberKind
{
    /// <summary>VIN. FA(3): <c>P_22B1</c>.</summary>
    Vin = 1,

    /// <summary>Number of the body (<i>nadwozie</i>). FA(3): <c>P_22B2</c>.</summary>
    Body = 2,

    /// <summary>Number of the chassis (<i>podwozie</i>). FA(3): <c>P_22B3</c>.</summary>
    Chassis = 3,

    /// <summary>Number of the frame (<i>rama</i>). FA(3): <c>P_22B4</c>.</summary>
    Frame = 4,
}
