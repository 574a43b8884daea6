using Microsoft.AspNetCore.Components;

namespace Panel.Shared;

/// <summary>What the pages and their parts have in common.</summary>
public abstract class PanelComponent : ComponentBase
{
    [Inject]
    public required PageContext Page { get; set; }

    protected Language Language => Page.Language;

    /// <summary>A text in both languages, side by side where it is used; shown in that of the visitor.</summary>
    protected string T(string polish, string english) => Page.T(polish, english);
}
