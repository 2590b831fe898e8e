namespace ApprovalFlows.Web.Components.Shared;

/// <summary>Meaning of a colour: never shown without its icon and word.</summary>
public enum Tone
{
    Neutral,
    Good,
    Soon,
    Bad,
    Closed,
    Applicant,
}

public static class Tones
{
    public static string Css(this Tone tone) => "tone-" + tone.ToString().ToLowerInvariant();

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Good => "circle-check",
        Tone.Soon => "alert-triangle",
        Tone.Bad => "alert-circle",
        Tone.Closed => "circle-minus",
        Tone.Applicant => "user-exclamation",
        _ => "progress",
    };
}
