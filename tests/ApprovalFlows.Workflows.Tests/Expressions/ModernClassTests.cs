namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Classes; the results are those of a browser's engine.</summary>
public sealed class ModernClassTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        class A { constructor(n){this.n=n} hi(){return 'hi '+this.n}
          static s(){return 's'} get g(){return this.n+'!'} set g(v){this.n=v} }
          class B extends A { constructor(){super('b'); this.k=1} hi(){return super.hi()+'?'}
          static s(){return super.s()+'2'} get g(){return super.g+'#'} } const b=new B();
          b.hi()+B.s()+b.g+(b instanceof A)+b.constructor.name
        => hi b?s2b!#trueB

        class A { x=1; y=this.x+1; static z=3; #p=4; getP(){return this.#p++ + this.#p} static {this.w=9} }
          const a=new A(); JSON.stringify(a)+A.z+a.getP()+A.w
        => {"x":1,"y":2}399

        class A{} class B extends A{ f=2 } new B().f
        => 2

        class E2 extends Error { constructor(m){super(m); this.name='E2'} } try { throw new E2('boo') }
          catch(e) { return e.message+e.name+(e instanceof E2)+(e instanceof Error) }
        => booE2truetrue

        class A{} try { A() } catch(e) { return e.message }
        => Class constructor A cannot be invoked without 'new'

        const fs=[]; for (const x of [1,2]) { class K { m(){return x} } fs.push(new K()) }
          fs.map(f=>f.m()).join()
        => 1,2

        var self=[]; class P { constructor(){ self.push(() => this.a) } a = 3 }
          class Q extends P { constructor(){ const f = () => { super() }; f(); this.b = 4;
          self.push(() => this.b) } } new Q(); self.map(f=>f()).join()
        => 3,4

        function F(){ this.z=1 } F.prototype.m=function(){return 'm'+this.z};
          class G extends F { m(){return super.m()+'g'} } new G().m()
        => m1g

        new (class { constructor(...a) { this.l = a.length } })(...[1,2,3]).l
        => 3

        class A { static #c = 0; static next() { return ++A.#c } } A.next(); A.next()
        => 2

        class A { #v = 1; has(o) { return #v in o } #m() { return this.#v } m() { return this.#m() } }
          const a = new A(); a.has(a) + '' + a.has({}) + a.m()
        => truefalse1

        class A { ['x' + 1]() { return 'c' } static async = 1; get = 2 } new A().x1() + A.async + new A().get
        => c12

        class S extends Set { addAll(xs) { xs.forEach(x => this.add(x)); return this } }
          new S().addAll([1,1,2]).size
        => 2

        class Arr extends Array { sum() { return this.reduce((a, b) => a + b, 0) } } const a = new Arr();
          a.push(1, 2); a.sum()
        => 3

        const C = class { v = 3 }; C.name + new C().v
        => C3
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var value = await Scripts.RunAsync(script);

        Assert.Equal(expected, value);
    }
}
