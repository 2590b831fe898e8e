using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>
/// A field, or a column of a list. Which of the limits count depends on the type; a null limit
/// means the type's own.
/// </summary>
public sealed record FormField
{
    public required string Name { get; init; }
    public required LocalText Label { get; init; }

    /// <summary>Name of a type in <c>Forms/Fields</c>.</summary>
    public required string Type { get; init; }
    public LocalText? Hint { get; init; }
    public bool Required { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>
    /// Regular expression without look-around for the whole text, after trimming.
    /// </summary>
    public string? Pattern { get; init; }
    public LocalText? PatternHint { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>
    /// The only answer that is accepted, such as a commitment that must be given.
    /// </summary>
    public bool? MustBe { get; init; }
    public IReadOnlyList<FormOption>? Options { get; init; }

    /// <summary>Name of a list kept elsewhere, instead of options of its own.</summary>
    public string? OptionsFrom { get; init; }
    public IReadOnlyList<FormField>? Columns { get; init; }
    public int? MinItems { get; init; }
    public int? MaxItems { get; init; }

    /// <summary>Column whose text may occur once only.</summary>
    public string? UniqueColumn { get; init; }

    /// <summary>Whether only the applicant and the offices of the case may read it (个人信息保护法 §28).</summary>
    public bool? Sensitive { get; init; }

    /// <summary>Two letters of the kind of paper whose number it is.</summary>
    public string? Paper { get; init; }
}

/// <summary>One choice of a field.</summary>
public sealed record FormOption(string Value, LocalText Label);

/// <summary>A place for files. Accepted are file name endings such as <c>.pdf</c>.</summary>
public sealed record AttachmentSlot
{
    public required string Name { get; init; }
    public required LocalText Label { get; init; }
    public LocalText? Hint { get; init; }
    public bool Required { get; init; }
    public IReadOnlyList<string> Accept { get; init; } = [".pdf", ".jpg", ".jpeg", ".png"];
    public int MaxFiles { get; init; } = 1;
}

/// <summary>
/// A rule over several fields. Kind names a type in <c>Forms/Rules</c>, which says what the other
/// properties mean; what it refuses is shown at <see cref="Field"/>.
/// </summary>
public sealed record FormRule
{
    public required string Kind { get; init; }
    public required string Field { get; init; }
    public string? Other { get; init; }
    public string? Column { get; init; }
    public string? Area { get; init; }
    public int? Days { get; init; }
    public int? DaysAhead { get; init; }

    /// <summary>The answer of <see cref="Other"/> that the rule is about.</summary>
    public string? Value { get; init; }

    /// <summary>The date at the end of a stretch that begins on <see cref="Other"/>.</summary>
    public string? Until { get; init; }
}
