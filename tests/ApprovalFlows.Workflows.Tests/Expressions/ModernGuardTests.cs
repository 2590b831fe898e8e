using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Newer syntax and functions are no way around the limits.</summary>
public sealed class ModernGuardTests
{
    private static readonly string[] Causes =
    [
        "ScriptLimitException", "TimeoutException", "StatementsCountOverflowException",
        "RecursionDepthOverflowException", "RegexMatchTimeoutException",
    ];

    [Theory]
    [InlineData("'a'.repeat(1e9).length")]
    [InlineData("'a'.padStart(1e9).length")]
    [InlineData("'a'.padEnd(2e9, 'xyz').length")]
    [InlineData("let s = 'a'.repeat(9e5); `${s}${s}`.length")]
    [InlineData("let s = 'a'.repeat(9e5); s.replaceAll('a', s).length")]
    [InlineData("let s = 'a'.repeat(9e5); s.replaceAll('a', () => s).length")]
    [InlineData("let s = 'a'.repeat(9e5); s.replaceAll(/a/g, s).length")]
    [InlineData("let s = 'a'.repeat(9e5); String.raw({raw: [s, s]}).length")]
    [InlineData("let s = 'x'; for (;;) s = `${s}${s}`;")]
    [InlineData("let s = '\\uFDFA'.repeat(9e5); s.normalize('NFKD').length")]
    [InlineData("Array(1e9).fill(0).length")]
    [InlineData("Array.from({length: 1e9}).length")]
    [InlineData("[...Array(1e9)].length")]
    [InlineData("Math.max(...Array(1e9))")]
    [InlineData("const [...a] = Array(1e9); a.length")]
    [InlineData("let a = Array(9e4).fill(1); [...a, ...a].length")]
    [InlineData("let a = Array(400).fill(Array(400).fill(1)); a.flat().length")]
    [InlineData("let a = []; a.push(a); a.flat(Infinity)")]
    [InlineData("Array(1e9).find(x => x)")]
    [InlineData("Array(1e9).includes(1)")]
    [InlineData("Array(1e9).at(-1)")]
    [InlineData("let a = Array(9e4).fill('0123456789012345'); a.join().length")]
    [InlineData("const m = new Map(); for (let i = 0; ; i++) m.set(i, [i, i, i]);")]
    [InlineData("const s = new Set([1]); s.forEach(x => s.add(s.size + 1)); s.size")]
    [InlineData("let a = {}; for (let i = 0; i < 1e5; i++) a = {a}; structuredClone(a)")]
    [InlineData("const a = [1]; for (const x of a) a.push(x);")]
    [InlineData("const f = () => f(); f()")]
    [InlineData("class A { constructor() { new A(); } } new A()")]
    [InlineData("class A { get x() { return this.x; } } new A().x")]
    [InlineData("const o = { get x() { return this.x; } }; o.x")]
    [InlineData("class A { x = new A(); } new A()")]
    [InlineData("const f = (a = f()) => a; f()")]
    [InlineData("const o = { toString() { return `${this}`; } }; `${o}`")]
    [InlineData("let C = class {}; for (let i = 0; i < 1e4; i++) C = class extends C {};")]
    [InlineData("let o = {}; for (let i = 0; i < 1e4; i++) o = Object.create(o); o.x")]
    [InlineData(
        "var o = {}; for (var i = 0; i < 1e5; i++) { var n = function () {}; n.prototype = o; o = new n(); } o.x")]
    [InlineData("let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); f()")]
    [InlineData("let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a)")]
    [InlineData("JSON.parse('['.repeat(1e5))")]
    [InlineData("for (const m of 'a'.repeat(40).concat('!').matchAll(/^(a+)+$/g)) m")]
    [InlineData("[...'x'.repeat(9e5).matchAll(/x/g)].length")]
    [InlineData("let s = 'x'.repeat(9e5); s['rep' + 'lace'](/x/g, s).length")]
    [InlineData("let s = 'x'.repeat(9e5); s['con' + 'cat'](s).length")]
    [InlineData("const {['con' + 'cat']: c} = String.prototype; let s = 'x'.repeat(9e5); c.call(s, s).length")]
    [InlineData("this['+meter'] = isNaN; this['ǂtext'] = isNaN; var a = []; for (;;) a.push([a, a, a]);")]
    [InlineData("delete this['+meter']; let s = 'x'; while (true) s += s;")]
    public async Task Evaluate_RunsAway_StopsAtALimit(string script)
    {
        var options = new WorkflowOptions { MaxScriptTime = TimeSpan.FromSeconds(2) };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => Scripts.RunAsync(script, options));

        Assert.Contains(error.GetType().Name, Causes);
    }

    [Theory]
    [InlineData("const f = eval; f('1')")]
    [InlineData("const F = (() => 1).constructor; new F('return 1')()")]
    [InlineData("class A {} A.constructor('return 1')()")]
    [InlineData("const {constructor: F} = () => 1; F('return 1')()")]
    [InlineData("globalThis.Function('return 1')()")]
    [InlineData("[].find.constructor('return 1')()")]
    public Task Evaluate_TextAsCode_Fails(string script) =>
        Assert.ThrowsAsync<Jint.Runtime.JavaScriptException>(() => Scripts.RunAsync(script));

    [Theory]
    [InlineData("let x = ", "(")]
    [InlineData("var x = ", "(")]
    [InlineData("var x = ", "[")]
    [InlineData("var x = ", "!")]
    [InlineData("var x = ", "- ")]
    [InlineData("var x = ", "x = ")]
    [InlineData("var x = ", "1 + ")]
    [InlineData("var x = ", "1 ** ")]
    [InlineData("var x = ", "++")]
    [InlineData("var x = ", "1 ? 1 : ")]
    [InlineData("var x = ", "new ")]
    [InlineData("var x = ", "() => ")]
    [InlineData("", "if (1) ")]
    [InlineData("var x = a", ".b", "")]
    [InlineData("var x = a", "?.b", "")]
    [InlineData("var x = a", "()", "")]
    [InlineData("var x = a", "[0]", "")]
    [InlineData("", "{")]
    [InlineData("", "a: ")]
    public void Check_NestedWithoutEnd_IsRefused(string start, string part, string end = "1")
    {
        var script = start + string.Concat(Enumerable.Repeat(part, 20_000)) + end;

        Assert.NotNull(Scripts.Check(script));
    }

    [Fact]
    public async Task Evaluate_LongSum_IsNoDeepOne()
    {
        var value = await Scripts.RunAsync("const one = 1; " + string.Join(" + ", Enumerable.Repeat("one", 600)));

        Assert.Equal("600", value);
    }
}
