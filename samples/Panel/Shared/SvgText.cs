using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Panel.Shared;

/// <summary>The element <c>text</c> of SVG, which Razor takes for a directive of its own.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter]
    [EditorRequired]
    public required string Class { get; set; }

    [Parameter]
    [EditorRequired]
    public required string X { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Y { get; set; }

    [Parameter]
    public string? Anchor { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Value { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddContent(5, Value);
        builder.CloseElement();
    }
}
