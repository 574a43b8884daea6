using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Authentication.Xades;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Invoices;
using Ksef.Offline.Emulator.Limits;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.TestData;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator;

/// <summary>The one list of everything below /v2.</summary>
internal static class Endpoints
{
    public static RouteTable Table(EmulatorState state) => new(
    [
        .. PublicKeyEndpoints.Routes(state),
        .. LoginEndpoints.Routes(state),
        .. OnlineSessionEndpoints.Routes(state),
        .. BatchSessionEndpoints.Routes(state),
        .. SessionEndpoints.Routes(state),
        .. UpoEndpoints.Routes(state),
        .. InvoiceEndpoints.Routes(state),
        .. LimitEndpoints.Routes(state),
        .. LoginSessionEndpoints.Routes(state),
        .. XadesEndpoints.Routes(state),
        .. TokenEndpoints.Routes(state),
        .. CertificateEndpoints.Routes(state),
        .. PermissionEndpoints.Routes(state),
        .. PermissionQueryEndpoints.Routes(state),
        .. TestDataEndpoints.Routes(state),
        .. TestLimitEndpoints.Routes(state),
    ]);
}
