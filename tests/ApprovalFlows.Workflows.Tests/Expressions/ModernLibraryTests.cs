namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>Functions newer than ECMAScript 5.1; the results are those of a browser's engine.</summary>
public sealed class ModernLibraryTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        JSON.stringify([...'héy', ...new Set([1,1,2]), ...new Map([[1,2]])])
        => ["h","é","y",1,2,[1,2]]

        let s=''; for (const [k,v] of Object.entries({a:1,b:2})) s+=k+v; s
        => a1b2

        String.raw`a\n${1}`
        => a\n1

        [1,2,3].find(x=>x>1)+''+[1,2,3].findIndex(x=>x>5)+[1,2,3].findLast(x=>x<3)+[1,NaN].includes(NaN)
        => 2-12true

        JSON.stringify([[1,[2,[3]]].flat(), [1,[2,[3]]].flat(Infinity), [1,2].flatMap(x=>[x,x*2]),
          new Array(3).fill(0), [1,2,3].at(-1), [..._e()]]); function _e(){return [5,6].entries()}
        => [[1,2,[3]],[1,2,3],[1,2,2,4],[0,0,0],3,[[0,5],[1,6]]]

        JSON.stringify([Array.from({length:3},(_, i)=>i*2), Array.of(7,8), Array.from('abc'),
          Array.from(new Set([1,2]))])
        => [[0,2,4],[7,8],["a","b","c"],[1,2]]

        JSON.stringify([Object.assign({a:1},null,{b:2}), Object.values({a:1}), Object.entries({a:1}),
          Object.fromEntries([['x',1]]), Object.keys('ab')])
        => [{"a":1,"b":2},[1],[["a",1]],{"x":1},["0","1"]]

        ['abc'.includes('b'),'abc'.startsWith('b',1),'abc'.endsWith('b',2),'ab'.repeat(2),'5'.padStart(3,'0'),
          '5'.padEnd(3,'xy'),' a '.trimStart()+'|',' a '.trimEnd()+'|','a.b.c'.replaceAll('.','-'),
          'aXbX'.replaceAll(/x/gi, m=>m+m),'abc'.at(-1),'😀'.codePointAt(0)].join()
        => true,true,true,abab,005,5xy,a |, a|,a-b-c,aXXbXX,c,128512

        [...'a1b22'.matchAll(/[a-z](\d+)/g)].map(m=>m[1]+m.index).join()
        => 10,222

        [...'2020-01'.matchAll(/(?<y>\d+)-(?<m>\d+)/g)].map(m=>m.groups.y+m.groups.m).join()
        => 202001

        [Number.isInteger(5),Number.isInteger(5.5),Number.isSafeInteger(2**53),Number.isNaN('x'),
          Number.parseFloat('1.5x'),Number.parseInt('12px',10),Number.MAX_SAFE_INTEGER,Number.EPSILON].join()
        => true,false,false,false,1.5,12,9007199254740991,2.220446049250313e-16

        [Math.trunc(-4.7),Math.sign(-3),Math.cbrt(27),Math.log2(8),Math.log10(1000),Math.hypot(3,4),
          Math.clz32(1)].join()
        => -4,-1,3,3,3,5,31

        const m=new Map([['a',1]]); m.set('b',2).set(NaN,3); m.delete('a'); let s=''; m.forEach((v,k)=>s+=k+v);
          s+m.size+m.get(NaN)+m.has('a')+[...m.keys()].join()+m.keys().next().value
        => b2NaN23falseb,NaNb

        const s=new Set([1,2]); s.add(2).add(3); s.size+[...s].join()+s.has(3)
        => 31,2,3true

        typeof globalThis
        => object

        [3,1,2].sort().join()+[3,1,10].sort((a,b)=>a-b).join()+[{a:1,b:1},{a:0,b:2},{a:1,b:3}].sort((x,
          y)=>x.a-y.a).map(x=>x.b).join()
        => 1,2,31,3,102,1,3

        const people=[{n:'a',age:3},{n:'b',age:5}]; const {age, ...rest} = people.find(({n}) => n === 'b');
          age + JSON.stringify(rest)
        => 5{"n":"b"}

        var m = new Map(); m.set({}, 1); m.size
        => 1

        let s = new Set('hello'); s.size
        => 4

        [1,2,3].toSorted((a,b)=>b-a).join() + [1,2].toReversed().join() + [1,2].with(0,5).join()
        => 3,2,12,15,2

        JSON.stringify(Object.getOwnPropertyNames({a:1,b:2}))
        => ["a","b"]

        Object.is(-0, 0) + '' + Object.hasOwn({a:1}, 'a')
        => falsetrue

        const a={n:[1,{b:2}]}; const b=structuredClone(a); b.n[1].b=9; a.n[1].b+''+b.n[1].b
        => 29

        typeof globalThis
        => object

        const {groups: {y, m}} = '2024-05'.match(/(?<y>\d+)-(?<m>\d+)/); m + y
        => 052024

        /(?<y>\d+)/.exec('in 2024').groups.y
        => 2024
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var value = await Scripts.RunAsync(script);

        Assert.Equal(expected, value);
    }
}
