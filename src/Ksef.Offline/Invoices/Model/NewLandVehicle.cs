namespace Ksef.Offline.Invoices.Model;

/// <summary>A new land vehicle (art. 2(10)(a)).</summary>
/// <remarks>FA(3): <c>NowySrodekTransportu</c> with <c>P_22B</c>. Immutable, thread-safe.</remarks>
public sealed record NewLandVehicle : NewMeansOfTransport
{
    /// <summary>Mileage.</summary>
    /// <remarks>FA(3): <c>P_22B</c>; text of 1 to 256 characters.</remarks>
    public required string Mileage { get; init; }

    /// <summary>The number that identifies it.</summary>
    /// <remarks>FA(3): one of <c>P_22B1</c>, <c>P_22B2</c>, <c>P_22B3</c>, <c>P_22B4</c>.</remarks>
    public VehicleNumber? VehicleNumber { get; init; }

    /// <summary>Its type.</summary>
    /// <remarks>FA(3): <c>P_22BT</c>; text of 1 to 256 characters.</remarks>
    public string? Type { get; init; }
}
