using System.Globalization;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>One field of a cron expression as a set of numbers.</summary>
internal readonly struct CronField
{
    private readonly ulong bits;

    private CronField(ulong bits, bool isLast)
    {
        this.bits = bits;
        IsLast = isLast;
    }

    /// <summary>The field is L: the last day of the month.</summary>
    public bool IsLast { get; }

    public bool Contains(int value) => (bits & (1UL << value)) != 0;

    public static CronField Parse(string text, int min, int max, string[]? names = null, int firstName = 0)
    {
        if (text.Equals("L", StringComparison.OrdinalIgnoreCase))
            return new CronField(0, true);
        ulong bits = 0;
        foreach (var part in text.Split(','))
            bits |= ParsePart(part, min, max, Number);
        return new CronField(bits, false);

        int Number(string value)
        {
            var name = names is null
                ? -1
                : Array.FindIndex(names, item => item.Equals(value, StringComparison.OrdinalIgnoreCase));
            if (name >= 0)
                return name + firstName;
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max
                ? number
                : throw new FormatException($"'{value}' must lie between {min} and {max}.");
        }
    }

    private static ulong ParsePart(string part, int min, int max, Func<string, int> number)
    {
        var stepped = part.Split('/');
        if (stepped.Length > 2)
            throw new FormatException($"'{part}' has more than one step.");
        var step = stepped.Length == 2 ? StepOf(stepped[1]) : 1;
        var (first, last) = Range(stepped[0], min, max, number, stepped.Length == 2);
        ulong bits = 0;
        for (var value = first; value <= last; value += step)
            bits |= 1UL << value;
        return bits;
    }

    private static int StepOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is > 0 and < 64
            ? step
            : throw new FormatException($"'{text}' is no step.");

    private static (int First, int Last) Range(
        string text, int min, int max, Func<string, int> number, bool hasStep)
    {
        if (text is "*" or "?")
            return (min, max);
        var ends = text.Split('-');
        return ends.Length switch
        {
            1 => (number(text), hasStep ? max : number(text)),
            2 when number(ends[0]) <= number(ends[1]) => (number(ends[0]), number(ends[1])),
            _ => throw new FormatException($"'{text}' is no range."),
        };
    }
}
