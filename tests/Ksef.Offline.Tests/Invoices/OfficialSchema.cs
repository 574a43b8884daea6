using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices;

/// <summary>The Ministry's schema of FA(3) from the reference data, compiled by .NET: the judge beside our own grammar.</summary>
internal static class OfficialSchema
{
    public const string Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    public static XmlSchemaSet Load()
    {
        var folder = SharedData.Require("data/fa3/xsd");
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(Namespace, Directory.GetFiles(folder, "*.xsd").Single());
        set.Compile();
        return set;
    }
}
