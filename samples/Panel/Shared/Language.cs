namespace Panel.Shared;

/// <summary>The two languages of the panel.</summary>
public enum Language
{
    Polish = 0,
    English = 1,
}
