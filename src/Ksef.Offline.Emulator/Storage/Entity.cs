using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Sessions;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>Something the emulator remembers across a restart. A journal line holds the whole entity; the last line of a key wins.</summary>
[JsonDerivedType(typeof(Boot), "boot")]
[JsonDerivedType(typeof(PlatformKey), "key")]
[JsonDerivedType(typeof(Login), "login")]
[JsonDerivedType(typeof(KsefToken), "token")]
[JsonDerivedType(typeof(Session), "session")]
[JsonDerivedType(typeof(SubmittedInvoice), "invoice")]
[JsonDerivedType(typeof(IssuedCertificate), "certificate")]
[JsonDerivedType(typeof(Enrollment), "enrollment")]
[JsonDerivedType(typeof(AuthorityKey), "authority")]
[JsonDerivedType(typeof(Operation), "operation")]
[JsonDerivedType(typeof(Grant), "grant")]
[JsonDerivedType(typeof(Setting), "setting")]
internal abstract class Entity;
