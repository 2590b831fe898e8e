using System.Globalization;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks;

internal sealed record Settings(
    IReadOnlyList<TestDatabase> Databases, IReadOnlyList<int> Clients, TimeSpan Duration)
{
    /// <summary>Parts of the names of the flows to run; empty means all.</summary>
    public IReadOnlyList<string> Flows { get; init; } = [];

    /// <summary>How many tasks the inbox holds, one size after the other.</summary>
    public IReadOnlyList<int> Tasks { get; init; } = [10_000, 100_000, 1_000_000];

    /// <summary>How many papers there are, one size after the other.</summary>
    public IReadOnlyList<int> Papers { get; init; } = [60_000, 600_000, 6_000_000];

    /// <summary>How many people use the system at the same time.</summary>
    public int Users { get; init; } = 200;

    public const string Usage =
        "  options: --databases Sqlite,Postgres  --clients 1,4,16  --seconds 10  --flows fork,bookmark"
        + "  --tasks 10000,1000000  --papers 60000,6000000"
        + "  --users 200";

    public static bool TryRead(string[] args, out Settings settings)
    {
        settings = new([TestDatabase.Sqlite, TestDatabase.Postgres], [1, 4, 16], TimeSpan.FromSeconds(10));
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || settings.With(args[i], args[i + 1]) is not { } changed)
            {
                return false;
            }

            settings = changed;
        }

        return true;
    }

    private Settings? With(string option, string value) => option switch
    {
        "--databases" => this with { Databases = [.. value.Split(',').Select(Enum.Parse<TestDatabase>)] },
        "--clients" => this with { Clients = [.. value.Split(',').Select(Number)] },
        "--tasks" => this with { Tasks = [.. value.Split(',').Select(Number)] },
        "--papers" => this with { Papers = [.. value.Split(',').Select(Number)] },
        "--flows" => this with { Flows = value.Split(',') },
        "--users" => this with { Users = Number(value) },
        "--seconds" => this with { Duration = TimeSpan.FromSeconds(Number(value)) },
        _ => null,
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
