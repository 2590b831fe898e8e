namespace ApprovalFlows.DevTools.Licences;

/// <summary>Where a dependency counts; each use has a table of its own.</summary>
internal enum Use
{
    Runs,
    Beside,
    Builds,
}

/// <summary>Something that is not ours, as the build found it.</summary>
/// <param name="Name">As its publisher writes it.</param>
/// <param name="Version">The one that is used.</param>
/// <param name="Kind">Where it comes from: .NET, npm, Debian, image.</param>
/// <param name="Use">Where it counts.</param>
internal sealed record Dependency(string Name, string Version, string Kind, Use Use)
{
    /// <summary>SPDX; empty where the publisher names none.</summary>
    public string Licence { get; init; } = "";

    public string Site { get; init; } = "";

    public string Purpose { get; init; } = "";

    /// <summary>Whether we ask for it ourselves.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Those that ask for it, when we do not.</summary>
    public IReadOnlyList<string> NeededBy { get; init; } = [];

    public string Key => $"{Name} {Version}";
}
