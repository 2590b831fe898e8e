using ApprovalFlows.Workflows.Expressions.JavaScript;

namespace ApprovalFlows.Workflows.Tests.Expressions;

public sealed class ModernErrorTests
{
    [Theory]
    [InlineData("var a = 1;\nasync function f() {}", "Line 2: async")]
    [InlineData("const f = async () => 1;", "Line 1: async")]
    [InlineData("const f = async x => x;", "Line 1: async")]
    [InlineData("const o = {\n async m() {} };", "Line 2: async")]
    [InlineData("const x = await getIt();", "Line 1: 'await'")]
    [InlineData("function* g() {\n yield 1; }", "Line 1: a generator")]
    [InlineData("const o = { *g() {} };", "Line 1: a generator")]
    [InlineData("const n = 1;\nconst b = 10n;", "Line 2: BigInt")]
    [InlineData("import x from 'y';", "Line 1: 'import'")]
    [InlineData("export const x = 1;", "Line 1: 'export'")]
    [InlineData("const m = import('x');", "Line 1: 'import'")]
    [InlineData("\n\nvar s = Symbol('x');", "Line 3: 'Symbol'")]
    [InlineData("new Promise(function () {});", "Line 1: 'Promise'")]
    [InlineData("const r = /a/u;", "Line 1: the regular expression flag 'u'")]
    [InlineData("const r = /a.b/gs;", "Line 1: the regular expression flag 's'")]
    [InlineData("class A { constructor() { new.target; } }", "Line 1: 'new.target'")]
    [InlineData("for await (const x of xs) {}", "Line 1: for await")]
    [InlineData("const o = { m() { return super.m(); } };", "Line 1: 'super' outside of a class")]
    public async Task Evaluate_Unsupported_IsRefusedWithItsLine(string script, string message)
    {
        var error = await Assert.ThrowsAsync<UnsupportedScriptException>(() => Scripts.RunAsync(script));

        Assert.StartsWith(message, error.Message);
        Assert.Equal(error.Message, Scripts.Check(script));
    }

    [Theory]
    [InlineData("const a = 1;\nconst b = ;", "Line 2: Unexpected token ;")]
    [InlineData("const a = [1, 2;\n", "Line 1: Unexpected token ;")]
    [InlineData("var a = 1;\nvar b = a +;", "Line 2: Unexpected token ;")]
    [InlineData("let a = 1;\n\nlet a = 2;", "Line 3: Identifier 'a' has already been declared")]
    [InlineData("const a;", "Line 1: Missing initializer in declaration")]
    [InlineData("const f = x => {\n return x", "Line 2: Unexpected end of input")]
    [InlineData("const s = `open", "Line 1: Unexpected token ILLEGAL")]
    [InlineData("const s = 'open\n';", "Line 1: Unexpected token ILLEGAL")]
    [InlineData("let a = 1;\nif (a) break;", "Line 2: Illegal break statement")]
    [InlineData("let a = 1; continue outer;", "Line 1: Undefined label 'outer'")]
    [InlineData("let a = 1;\n(a + 1) = 2;", "Line 2: Invalid left-hand side in assignment")]
    [InlineData("const o = ({a = 1});", "Line 1: Invalid shorthand property initializer")]
    [InlineData("const o = null || 1 ?? 2;", "Line 1: Unexpected token ??")]
    [InlineData("let ǂ1 = 2;", "Line 1: Unexpected token ILLEGAL")]
    [InlineData("const r = /a/q;", "Line 1: Invalid regular expression flags 'q'")]
    [InlineData("this is no script", "Line 1: Unexpected identifier")]
    public void Check_Broken_SpeaksOfTheLineOfTheAuthor(string script, string message) =>
        Assert.Equal(message, Scripts.Check(script));

    [Theory]
    [InlineData("const x = 1; x = 2;", "Assignment to constant variable.")]
    [InlineData("const x = 1; x++;", "Assignment to constant variable.")]
    [InlineData("const x = 1; [x] = [2];", "Assignment to constant variable.")]
    [InlineData("let y = y + 1;", "Cannot access 'y' before initialization")]
    [InlineData("{ z; const z = 1; }", "Cannot access 'z' before initialization")]
    [InlineData("new C(); class C {}", "Cannot access 'C' before initialization")]
    [InlineData("class C {} C();", "Class constructor C cannot be invoked without 'new'")]
    [InlineData("class A {} class B extends A { constructor() {} } new B();", "Must call super constructor")]
    [InlineData("class B extends 5 {}", "Class extends value is not a constructor or null")]
    [InlineData("const [a] = {};", "object is not iterable")]
    [InlineData("const {a} = undefined;", "Cannot destructure 'undefined' as it is undefined.")]
    [InlineData("for (const x of 5) {}", "5 is not iterable")]
    [InlineData("[1].find(3)", "3 is not a function")]
    [InlineData("'a'.repeat(-1)", "Invalid count value: -1")]
    [InlineData("Map()", "Constructor Map requires 'new'")]
    public async Task Evaluate_Wrong_ThrowsAsScriptsDo(string script, string message)
    {
        var error = await Assert.ThrowsAsync<Jint.Runtime.JavaScriptException>(() => Scripts.RunAsync(script));

        Assert.StartsWith(message, error.Message);
    }
}
