namespace Guides;

/// <summary>A guide that does not do what it says must not pass.</summary>
internal static class Expect
{
    public static void That(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException($"Not as expected: {what}.");
    }
}
