namespace ApprovalFlows.DevTools;

/// <summary>The arguments of a command: plain ones and <c>--name value</c> pairs.</summary>
internal sealed record CommandOptions(
    IReadOnlyList<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Named)
{
    public static CommandOptions Parse(string[] args)
    {
        var arguments = new List<string>();
        var named = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < args.Length; i++)
            if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
                named.Add(new(args[i][2..], args[++i]));
            else
                arguments.Add(args[i]);
        return new CommandOptions(arguments, named);
    }

    public string? Last(string name) => All(name).LastOrDefault();

    public IEnumerable<string> All(string name) =>
        Named.Where(pair => pair.Key == name).Select(pair => pair.Value);

    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
