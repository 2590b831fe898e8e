using System.Globalization;

namespace ApprovalFlows.Core.Privacy;

/// <summary>How much of one field is shown at each level.</summary>
public enum FieldShare
{
    None,
    Band,
    Masked,
    Full,
}

/// <summary>What a field looks like when it is masked.</summary>
public enum MaskPattern
{
    Whole,
    Name,
    Number,
    Phone,
    Birth,
}

/// <summary>A field of a person's identity: what is shown of it at each level.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Pattern">How it is masked.</param>
/// <param name="Public">Share of it that anybody sees.</param>
/// <param name="Masked">Share that an officer of another department sees.</param>
/// <param name="Read">Share that an officer of the department sees.</param>
/// <param name="IsUnmasked">Whether an officer of the department sees all of it after giving a reason.</param>
public sealed record FieldSight(
    string Field,
    MaskPattern Pattern,
    FieldShare Public,
    FieldShare Masked,
    FieldShare Read,
    bool IsUnmasked = false)
{
    public FieldShare ShareAt(Sight sight) => sight switch
    {
        Sight.Full => FieldShare.Full,
        Sight.Read => Read,
        Sight.Masked => Masked,
        Sight.Public => Public,
        _ => FieldShare.None,
    };

    public string? Show(string? value, Sight sight) => string.IsNullOrEmpty(value) ? value : ShareAt(sight) switch
    {
        FieldShare.Full => value,
        FieldShare.Masked => Mask(value),
        FieldShare.Band => Band(value),
        _ => null,
    };

    /// <summary>What may be kept of a value without a record: enough to find it in one's own file.</summary>
    public string Hide(string value) => Pattern == MaskPattern.Whole && Masked == FieldShare.Full ? value
        : Pattern == MaskPattern.Whole ? Masking.Name(value)
        : value.Length == 0 ? value
        : Mask(value);

    public bool MayUnmask(Sight sight) => IsUnmasked && sight == Sight.Read;

    private string Mask(string value) => Pattern switch
    {
        MaskPattern.Name => Masking.Name(value),
        MaskPattern.Number => Masking.LastFour(value),
        MaskPattern.Phone => Masking.Phone(value),
        MaskPattern.Birth => value[..Math.Min(4, value.Length)],
        _ => value,
    };

    // 1995-03-14 becomes 1990s.
    private static string Band(string date) => string.Create(CultureInfo.InvariantCulture, $"{date[..3]}0s");
}
