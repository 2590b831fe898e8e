namespace ApprovalFlows.Core.Privacy;

/// <summary>
/// Hides what a reader does not need. The first digits of an identity number tell place and date of
/// birth, so only the last four are ever shown (个人信息保护法 §6, §51).
/// </summary>
public static class Masking
{
    public static string LastFour(string number) =>
        number.Length <= 4 ? new string('*', number.Length) : new string('*', number.Length - 4) + number[^4..];

    public static string Phone(string number) =>
        number.Length < 8 ? LastFour(number) : string.Concat(number[..3], "****", number[^4..]);

    /// <summary>Surname and two stars; of a Chinese name the first character.</summary>
    public static string Name(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 ? string.Concat(name[..space], " **") : string.Concat(name[..1], "**");
    }
}
