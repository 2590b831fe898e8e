namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Names, loops and functions; the results are those of a browser's engine.</summary>
public sealed class ModernScopeTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        let x = 1; { let x = 2; } return x
        => 1

        const f=[]; for (let i=0;i<3;i++) f.push(() => i); f.map(g => g()).join()
        => 0,1,2

        const f=[]; for (let i=0;i<5;i++) { if (i==1) continue; if (i==4) break; f.push(() => i); i += 0 }
          f.map(g => g()).join()
        => 0,2,3

        const f=[]; for (let i=0;i<6;i++) { f.push(() => i); i++; } f.map(g => g()).join()
        => 1,3,5

        const f=[]; for (const k of [1,2,3]) { const j = k*2; f.push(() => k + j); } f.map(g => g()).join()
        => 3,6,9

        const f=[]; for (const k in {a:1,b:2}) f.push(() => k); f.map(g => g()).join()
        => a,b

        const f=[]; let n=0; while (n<3) { const m = n++; f.push(() => m); } f.map(g => g()).join()
        => 0,1,2

        var f=[]; for (let i=0, j=10;i<3;i++, j--) { f.push(function(){ return i+':'+j }) }
          f.map(g => g()).join()
        => 0:10,1:9,2:8

        function o(){ return (() => arguments[0])(9) } return o(4)
        => 4

        const o={n:null}; let calls=0; const g=()=>{calls++; return o}; g().n ??= 3; g().m ||= 4;
          g()['n'] &&= 9; JSON.stringify(o)+calls
        => {"n":9,"m":4}3

        outer: for (const a of [1,2,3]) { for (const b of [1,2]) { if (b==2) continue outer;
          if (a==3) break outer; } } 'done'
        => done

        const q=[1]; let n=0; for (const x of q) { if (x<5) q.push(x+1); n+=x } n
        => 15

        switch (3) { case 1: let x = 1; break; case 3: { let x = 4; return x } }
        => 4

        { function g(){return 1} } g()
        => 1

        var a = 1; var b = a
        ;[1,2].forEach(x => { b += x })
        b
        => 4

        const f = function fact(n) { return n < 2 ? 1 : n * fact(n-1) }; f(5)
        => 120

        const f = async => async + 1; f(2)
        => 3

        const a = [1,2,3,]; const f = (x,) => x; f(a.length,)
        => 3

        let x = 5; const f = () => { x = 6; }; f(); x
        => 6

        try { for (const a of {}) {} } catch (e) { return e.name }
        => TypeError

        var x; for (x of [1,2,3]); x
        => 3

        let o={}; for (o.x of [1,2]); o.x
        => 2

        let s=0; do { s++ } while (s < 3) s
        => 3

        if (true) { const z = 3; z * 2 }
        => 6

        let r=[]; for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) r.push(() => i*10+j);
          r.map(f=>f()).join()
        => 0,1,10,11

        const fs=[]; for (let i=0;i<3;i++){ switch(i){ case 1: let q=i*5; fs.push(()=>q); break;
          default: let w=i; fs.push(()=>w)} } fs.map(f=>f()).join()
        => 0,5,2

        const fs=[]; for (const x of [1,2]) { function h(){return x} fs.push(h) } fs.map(f=>f()).join()
        => 1,2

        let n = 0; const inc = () => ++n; inc(); inc(); n
        => 2

        const add = (a) => (b) => a + b; add(1)(2)
        => 3

        let v = 1; function g() { return v } { let v = 2; v++ } g()
        => 1

        let f = (a, b) => a + b, g = x => x; g(f(1, 2))
        => 3

        let a = 1, b; b = a => a + 1; b(a)
        => 2

        label: { let t = 1; if (t) break label; } 'ok'
        => ok

        for (let i = 0, n = 2; i < n; i++) { i }
        => 1

        let j = 5; for (let j = 0; j < 2; j++) {} j
        => 5

        const fns = []; for (let i = 0; i < 2; i++) { let i = 'in'; fns.push(() => i) } fns.map(f=>f()).join()
        => in,in

        ((a, b) => { return a * b })(3, 4)
        => 12

        function f(a, a2 = () => a) { a = 9; return a2() } let r = f(1); r
        => 9

        const re = /a/g; 'banana'.replace(re, c => c.toUpperCase())
        => bAnAnA

        const o = {f() { return [1].map(() => this.v)[0] }, v: 8}; o.f()
        => 8

        const f = (x) => { if (x) return 'y'; else return 'n' }; f(0)
        => n

        let i=0; for(;;){ if(++i>3) break } i
        => 4

        var i = 0, log=''; for (const x of [1,2]) { log += x; try { if (x == 1) continue; log += 'b' }
          finally { log += 'f' } } log
        => 1f2bf

        var x = (function(){ return typeof this })(); let y = x; y
        => object

        let f = x => y => z => x + y + z; f('a')('b')('c')
        => abc

        (a => a)`x`.length
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
