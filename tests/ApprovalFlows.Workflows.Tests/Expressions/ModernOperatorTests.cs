namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Operators, literals and statements; the results are those of a browser's engine.</summary>
public sealed class ModernOperatorTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        const o={x:1, m(y){return this.x+y}, get g(){return 7}, set g(v){this.x=v}}; o.g=5; o.m(1)+o.g
        => 13

        2 ** 3 ** 2
        => 512

        (-2) ** 2
        => 4

        let a = 3; a **= 2; a
        => 9

        try { throw 1 } catch { return 'c' }
        => c

        1_000_000 + 0b11 + 0o17 + .5
        => 1000018.5

        const x = 1; try { x = 2 } catch (e) { return e.name + e.message }
        => TypeErrorAssignment to constant variable.

        try { y; let y = 1 } catch (e) { return e.name + ': ' + e.message }
        => ReferenceError: Cannot access 'y' before initialization

        let of = 1, get = 2, set = 3; of+get+set
        => 6

        var r = /[/]\/(a)/gi.exec('//A'); r[1]
        => A

        let i = 10; const d = i / 2 / 5; d
        => 1

        let a = 1; a++; ++a; a--; a
        => 2

        const x = 3; x > 2 ? 'big' : 'small'
        => big

        let a = {b:{c:1}}; delete a?.b.c; JSON.stringify(a)
        => {"b":{}}

        (0 || null) ?? 1
        => 1

        typeof undefinedThing
        => undefined

        'use strict'; let q = 2; q
        => 2

        var x = 1; { var x = 2 } let y = x; y
        => 2

        const o = { 'a-b': 1, 2: 'x', if: 3 }; o['a-b'] + o[2] + o.if
        => 1x3

        let a = 1; let b = (a, 2); b
        => 2

        [0.1+0.2, 1e21, -0, 1/3].join()
        => 0.30000000000000004,1e+21,0,0.3333333333333333

        let u; u?.a.b.c.d ?? 'none'
        => none

        let k = 0; const o = { [`k${++k}`]: k, [`k${++k}`]: k }; JSON.stringify(o)
        => {"k1":1,"k2":2}

        let a=[]; a[0] ??= 'd'; a[0]
        => d

        !!document_?.x; var document_
        => false

        const d = new Date(0); `${d.getTime()}`
        => 0

        var a = [1,2,3]; a.length = 0; let z = a.length; z
        => 0

        let x = 1; let y = x
        ++x
        y + x
        => 3

        let a = (1, 2, 3), c = [,1].length; a + c
        => 5

        let x = `line1
        line2`; x.length
        => 11

        let a = 1; a = a + 1, a * 3
        => 6

        let x = 0; x ||= x ?? 4; x
        => 0

        const a = 5; const b = a > 3 && a < 10 || false; b
        => true

        const o = {}; o.a = o.b ??= 4; JSON.stringify(o)
        => {"b":4,"a":4}

        const a = '10'; +a + -a + ~~a
        => 10

        let x = 1; (x) += 2; x
        => 3
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var value = await Scripts.RunAsync(script);

        Assert.Equal(expected, value);
    }
}
