namespace Ksef.Offline.Invoices.Model;

/// <summary>The number that identifies a land vehicle.</summary>
/// <remarks>FA(3): <c>P_22B1</c>, <c>P_22B2</c>, <c>P_22B3</c> or <c>P_22B4</c>. Immutable, thread-safe.</remarks>
/// <param name="Kind">Which number.</param>
/// <param name="Text">The number, 1 to 256 characters.</param>
public sealed record VehicleNumber(VehicleNumberKind Kind, string Text);
