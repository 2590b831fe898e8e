namespace ApprovalFlows.Core.Watchers;

/// <summary>What a run did, in terms of the office.</summary>
public sealed record WatchTally
{
    /// <summary>Papers, workers or firms that were looked at.</summary>
    public int Considered { get; init; }
    public int Recorded { get; init; }

    /// <summary>Notices that reached somebody.</summary>
    public int Told { get; init; }

    /// <summary>Not told since a higher rung had been reached meanwhile.</summary>
    public int HigherRung { get; init; }

    /// <summary>Not told since a successor is there, or since it was ended.</summary>
    public int Renewed { get; init; }
    public int Ended { get; init; }

    /// <summary>Not told since whom it is for has no account.</summary>
    public int Nobody { get; init; }
    public int Clues { get; init; }

    public static WatchTally operator +(WatchTally one, WatchTally other) => new()
    {
        Considered = one.Considered + other.Considered,
        Recorded = one.Recorded + other.Recorded,
        Told = one.Told + other.Told,
        HigherRung = one.HigherRung + other.HigherRung,
        Renewed = one.Renewed + other.Renewed,
        Ended = one.Ended + other.Ended,
        Nobody = one.Nobody + other.Nobody,
        Clues = one.Clues + other.Clues,
    };
}
