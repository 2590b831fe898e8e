namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Destructuring, defaults, rest and spread; the results are those of a browser's engine.</summary>
public sealed class ModernPatternTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        function o(){ const a = () => this.v; return a(); } return o.call({v: 5})
        => 5

        const f = (a, b = a + 1, ...r) => [a, b, r.length, ...r].join(); f(1) + '|' + f(1, undefined, 3, 4)
        => 1,2,0|1,2,2,3,4

        const f = ({a, b: {c = 5, ...d} = {}, ...e} = {}) => JSON.stringify([a,c,d,e]);
          f() + f({a:1,b:{c:2,x:3},q:4})
        => [null,5,{},{}][1,2,{"x":3},{"q":4}]

        const [a,,b=7,...c] = [1,2,undefined,4,5]; JSON.stringify([a,b,c])
        => [1,7,[4,5]]

        let a=1,b=2; [a,b]=[b,a]; a+':'+b
        => 2:1

        let o={}; ({x:o.a, y:o['b'], z:[o.c]} = {x:1,y:2,z:[3]}); JSON.stringify(o)
        => {"a":1,"b":2,"c":3}

        const k='q'; const x=1; JSON.stringify({x, [k+1]: 2, m(){return 1}, ...{z:1}, get g(){return 4}})
        => {"x":1,"q1":2,"z":1,"g":4}

        Math.max(...[1,5,3], 2)
        => 5

        new Date(...[2020, 0, 5]).getDate()
        => 5

        const o = {a:{b:null, f(){return this.b}}}; String([o?.a?.b?.c, o.z?.q.r.s, o.a.f?.(), o.nope?.(),
          o?.['a'].b, o.a?.f()])
        => ,,,,,

        let a=null; a ??= 4; let b=0; b ||= 5; let c=1; c &&= 6; [a,b,c].join()
        => 4,5,6

        let s=''; for (const {id, n='z'} of [{id:1},{id:2,n:'y'}]) s+=id+n; s
        => 1z2y

        const o = {async: 1, get: 2, set: 3, static: 4, of: 5, let: 6, new: 7, await: 8};
          o.async+o.get+o.set+o.static+o.of+o.let+o.new+o.await
        => 36

        (() => ({a: 1}))().a
        => 1

        const {length} = 'abc'; length
        => 3

        const {a = 1, ['b' + 'c']: d = 2} = {bc: undefined}; a + d
        => 3

        try { const {a} = null } catch (e) { return e.name }
        => TypeError

        try { const [a] = 5 } catch (e) { return e.name }
        => TypeError

        try { null.x } catch ({name}) { return name }
        => TypeError

        var s = 0; for (var [a, b] of [[1,2],[3,4]]) s += a*b; s
        => 14

        const fs=[]; for (const x of [1,2]) { try { throw {v:x} } catch ({v}) { fs.push(() => v) } }
          fs.map(f=>f()).join()
        => 1,2

        const compose = (...fns) => x => fns.reduceRight((v, f) => f(v), x); compose(x => x + 1, x => x * 2)(5)
        => 11

        const grouped = ['x','yy','z'].reduce((acc, s) => ({...acc, [s.length]: [...(acc[s.length] ?? []),
          s]}), {}); JSON.stringify(grouped)
        => {"1":["x","z"],"2":["yy"]}

        const a = [1,2,3]; const [first, ...others] = a; others.length + first
        => 3

        const fn = function({x, y = x * 2}) { return x + y }; fn({x: 2})
        => 6

        const x = [1, 2, 3].map(n => ({ n, sq: n ** 2 })).filter(({ sq }) => sq > 1); JSON.stringify(x)
        => [{"n":2,"sq":4},{"n":3,"sq":9}]

        const s = 'a,b'; const [p, q] = s.split(','); p + q
        => ab

        const isX = v => v instanceof Array && 'length' in v; isX([])
        => true

        function f({a}, [b]) { return a + b } const r = f({a:1},[2]); r
        => 3

        function f(){ let t = this; return () => this === t } let r = f.call({})(); r
        => true

        var a = b => ({...b, c: 1}); JSON.stringify(a({d:2}))
        => {"d":2,"c":1}

        const f = ([a, b] = [1, 2], {c} = {c: 3}) => a + b + c; f()
        => 6

        const {a: {b: [, second]}} = {a: {b: [1, 2]}}; second
        => 2

        const o = {a: {}}; o.a.b = 1; const {a: {b}} = o; b
        => 1
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var value = await Scripts.RunAsync(script);

        Assert.Equal(expected, value);
    }
}
