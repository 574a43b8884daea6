namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Head, style and foot of every page.</summary>
internal static class PageFrame
{
    private const string Style = """
        :root{--ink:#17202b;--soft:#5b6775;--line:#d5dbe2;--tint:#f4f6f9}
        *{box-sizing:border-box}
        html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{margin:0;color:var(--ink);font:8.3pt/1.38 "Inter","Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans Condensed","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
        h1,h2,p,dl,dd,ul,figure{margin:0;padding:0}
        header.top{display:flex;justify-content:space-between;gap:8mm;padding-bottom:3mm;border-bottom:.7mm solid var(--accent)}
        header.top .logo{display:block;max-height:16mm;max-width:60mm;margin-bottom:3mm}
        h1{font-size:11pt;font-weight:600;color:var(--accent);letter-spacing:.01em}
        .number{font-size:17pt;font-weight:700;line-height:1.2;overflow-wrap:anywhere}
        .ksef{margin-top:1.2mm;color:var(--soft)}
        .ksef b{color:var(--ink);font-weight:600}
        .dates{flex:0 0 auto;min-width:52mm;max-width:78mm}
        .dates .field{display:flex;justify-content:space-between;gap:5mm;padding:.35mm 0}
        .dates dd{text-align:right;font-weight:600;flex:0 0 auto;max-width:44mm;overflow-wrap:anywhere}
        dt{color:var(--soft)}
        section{margin-top:4mm;break-inside:auto}
        h2{font-size:7.4pt;font-weight:700;letter-spacing:.07em;text-transform:uppercase;color:var(--accent);margin-bottom:1.4mm;break-after:avoid}
        h3{font-size:8.6pt;margin:2mm 0 1mm;break-after:avoid}
        .parties{display:grid;grid-template-columns:1fr 1fr;gap:4mm;margin-top:4mm}
        .party{border:.25mm solid var(--line);border-radius:1.2mm;padding:2.4mm 3.2mm;break-inside:avoid}
        .party .name{font-size:9.6pt;font-weight:700;overflow-wrap:anywhere}
        .party .id{font-weight:600;margin:.6mm 0}
        .party .more{color:var(--soft);overflow-wrap:anywhere}
        .fields{display:grid;grid-template-columns:repeat(2,1fr);gap:.6mm 8mm}
        .fields .field{display:flex;gap:3mm;break-inside:avoid}
        .fields .wide{grid-column:1/-1}
        .fields dt{flex:0 0 38mm}
        .fields dd{flex:1;overflow-wrap:anywhere}
        .fields .strong dd{font-weight:600;font-size:9.4pt}
        dl.fields+table{margin-top:2mm}
        table+dl.fields{margin-top:2mm}
        ul.says{list-style:none;display:flex;flex-wrap:wrap;gap:1.4mm}
        ul.says li{border:.25mm solid var(--line);background:var(--tint);border-radius:1mm;padding:.7mm 2mm;overflow-wrap:anywhere}
        table{width:100%;border-collapse:collapse}
        thead{display:table-header-group}
        th{font-size:7.2pt;font-weight:600;text-align:left;vertical-align:bottom;color:var(--soft);padding:1mm 1.4mm;border-bottom:.35mm solid var(--accent)}
        td{vertical-align:top;padding:.95mm 1.4mm;border-bottom:.2mm solid var(--line);overflow-wrap:anywhere}
        tr{break-inside:avoid}
        table.lines td:nth-child(2){width:40%}
        th:first-child,td:first-child{padding-left:0}
        th:last-child,td:last-child{padding-right:0}
        .n{text-align:right;white-space:nowrap}
        th.n{white-space:normal}
        .below{color:var(--soft);font-size:7.3pt;line-height:1.35}
        tr.before td{color:var(--soft);background:var(--tint)}
        .sums{display:flex;justify-content:flex-end;gap:8mm;align-items:flex-start;margin-top:3.5mm;break-inside:avoid}
        .sums table{width:auto;min-width:82mm}
        .sums tr.total td{font-weight:700;border-bottom:0}
        .due{background:var(--accent);color:#fff;border-radius:1.2mm;padding:2.6mm 4mm;min-width:58mm;text-align:right}
        .due .what{font-size:7.6pt;opacity:.86}
        .due .amount{font-size:16pt;font-weight:700;line-height:1.25;white-space:nowrap}
        .due .rest{font-size:8pt;opacity:.92}
        .codes{display:flex;gap:9mm;align-items:flex-end;border:.25mm solid var(--line);border-radius:1.2mm;padding:2.6mm 4mm;break-inside:avoid;margin-top:4.5mm}
        .codes figure{text-align:center;flex:0 0 auto}
        .codes svg{display:block;margin:0 auto}
        .codes figcaption{font-weight:700;font-size:8.4pt;letter-spacing:.02em;margin-top:.6mm}
        .codes .about{flex:1;align-self:flex-start;min-width:0;color:var(--soft);font-size:7.3pt;line-height:1.4}
        .codes .about h2{margin-top:0}
        .codes .about p{margin-bottom:1.4mm}
        .codes .about a{color:inherit;overflow-wrap:anywhere;text-decoration:none}
        .notice{margin-top:5mm;border:.5mm solid var(--accent);border-radius:1.2mm;padding:3mm 4mm;font-weight:600}
        footer.foot{margin-top:4mm;padding-top:1.6mm;border-top:.2mm solid var(--line);color:var(--soft);font-size:7.3pt;overflow-wrap:anywhere;break-inside:avoid}
        .pre p{margin-bottom:1mm}
        @page{size:A4;margin:12mm 14mm 14mm}
        @page{@bottom-right{content:counter(page) " / " counter(pages);font:7pt Arial,"Liberation Sans",sans-serif;color:#5b6775}}
        @media screen{body{background:#e9edf2}main{width:210mm;min-height:297mm;margin:8mm auto;padding:12mm 14mm 14mm;background:#fff;box-shadow:0 1mm 5mm rgba(20,30,50,.16)}}
        @media screen and (max-width:215mm){main{width:auto;margin:0;box-shadow:none}}
        """;

    public static void Open(PageWriter page, string title)
    {
        page.Raw("<!DOCTYPE html><html lang=\"").Raw(page.Words.Html).Raw("\"><head><meta charset=\"utf-8\">")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width\"><title>").Text(title).Raw("</title><style>:root{--accent:").Raw(page.Options.AccentColour).Raw("}").Raw(Style)
            .Raw("</style></head><body><main>");
    }

    public static void Logo(PageWriter page)
    {
        if (!page.Options.LogoPng.IsEmpty) page.Raw("<img class=\"logo\" alt=\"\" src=\"data:image/png;base64,").Raw(Convert.ToBase64String(page.Options.LogoPng.Span)).Raw("\">");
    }

    public static void Close(PageWriter page) => page.Raw("</main></body></html>\n");
}
