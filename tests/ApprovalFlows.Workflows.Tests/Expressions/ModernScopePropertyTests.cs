using System.Globalization;
using System.Text;

namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Random nests of blocks, loops and closures, against a plain model of what they see.</summary>
public sealed class ModernScopePropertyTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    [Fact]
    public async Task Evaluate_RandomNests_SeeTheNearestNames()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var nest = new Nest(new Random(seed));

            var value = await Scripts.RunAsync(nest.Script);

            Assert.True(nest.Expected == value, $"{nest.Script}\n=> {value}, not {nest.Expected}");
        }
    }

    // Writes a script and plays it at the same time: every statement exists once as text and once as an action.
    private sealed class Nest
    {
        private const int MaxDepth = 4;
        private readonly Random random;
        private readonly List<Func<int>> kept = [];
        private int number;

        public Nest(Random random)
        {
            this.random = random;
            var text = new StringBuilder("const kept = [];\n");
            var run = Block(text, ["a"], 0);
            Script = $"let a = 0;\n{text}kept.map(f => f()).join()";
            run(new Frame(null) { ["a"] = 0 });
            Expected = string.Join(',', kept.Select(read => read().ToString(CultureInfo.InvariantCulture)));
        }

        public string Script { get; }

        public string Expected { get; }

        private Action<Frame> Block(StringBuilder text, string[] visible, int depth)
        {
            var steps = new List<Action<Frame>>();
            var own = Names.Where(_ => random.Next(3) == 0).ToArray();
            text.Append("{ ");
            foreach (var name in own)
            {
                var start = ++number;
                text.Append(CultureInfo.InvariantCulture, $"let {name} = {start}; ");
                steps.Add(frame => frame[name] = start);
            }

            string[] all = [.. visible.Union(own)];
            for (var i = random.Next(1, 4); i > 0; i--)
                steps.Add(Statement(text, all, depth));
            text.Append("}\n");
            return outer =>
            {
                var frame = new Frame(outer);
                steps.ForEach(step => step(frame));
            };
        }

        private Action<Frame> Statement(StringBuilder text, string[] visible, int depth)
        {
            var name = visible[random.Next(visible.Length)];
            switch (random.Next(depth < MaxDepth ? 5 : 2))
            {
                case 0:
                    text.Append(CultureInfo.InvariantCulture, $"kept.push(() => {name}); ");
                    return frame => kept.Add(() => frame.Owner(name)[name]);
                case 1:
                    text.Append(CultureInfo.InvariantCulture, $"{name} += 100; ");
                    return frame => frame.Owner(name)[name] += 100;
                case 2:
                    return Block(text, visible, depth + 1);
                case 3:
                    text.Append(CultureInfo.InvariantCulture, $"for (let {name} = 0; {name} < 200; {name} += 70) ");
                    var body = Block(text, visible, depth + 1);
                    return frame => Count(frame, name, body);
                default:
                    text.Append(CultureInfo.InvariantCulture, $"for (const q of [7, 8]) {{ let {name} = q; ");
                    var inner = Block(text, [.. visible.Union([name])], depth + 1);
                    text.Append("}\n");
                    return frame => Array.ForEach([7, 8], item => inner(new Frame(frame) { [name] = item }));
            }
        }

        // Each round has a copy; the next begins with what became of it.
        private static void Count(Frame outer, string name, Action<Frame> body)
        {
            var value = 0;
            while (value < 200)
            {
                var round = new Frame(outer) { [name] = value };
                body(round);
                value = round[name] + 70;
            }
        }
    }

    private sealed class Frame(Frame? outer) : Dictionary<string, int>
    {
        public Frame Owner(string name) => ContainsKey(name) ? this : outer!.Owner(name);
    }
}
