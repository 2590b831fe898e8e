namespace ApprovalFlows.Workflows.Tests.Expressions;

/// <summary>What ECMAScript 5.1 has; the results are those of a browser's engine.</summary>
public sealed class PlainScriptTests
{
    public static TheoryData<string, string> Values { get; } = Scripts.Cases("""
        [-5|0, -5&3, -5^2, -5>>1, -5>>>28, 5<<30, ~~-7.9, ~5, (4294967296+5)|0, 1e20|0, NaN|0, -1>>>0].join()
        => -5,3,-7,-3,15,1073741824,-7,-6,5,1661992960,0,4294967295

        var a=-5; a|=2; var o={x:-6}; o.x>>=1; o['x']^=3; o.x &= 255; a <<= 2; a >>>= 1; [a,o.x].join()
        => 2147483638,254

        ['abcdef'.substr(-2),'abcdef'.slice(-3,-1),'abc'.substring(-1,2),[1,2,3].slice(-2).join(),[1,2,
          3].splice(-1,1).join(),[1,2,1].lastIndexOf(1,-2),[1,2,1].indexOf(1,-1),(-255).toString(16),
          (-1.255).toFixed(2),Math.round(-2.5),-7%3,Number('-5'),parseInt('-12',10),'x'.charAt(-1),
          new Date(-1).getTime(),Math.abs(-3),Math.floor(-1.5),Math.ceil(-1.5),(-5).toString(2)].join()
        => ef,de,ab,2,3,3,0,2,-ff,-1.25,-2,-1,-5,-12,,-1,3,-2,-1,-101

        [1,2,3,4].reduce((a,b)=>a+b)+[3,2,1].reverse().join()+[1,2,3].some(x=>x>2)+[].every(x=>x)+[1,[2,
          3]].toString()+[,1].length+[1,2].concat([3],4).join()
        => 101,2,3truetrue1,2,321,2,3,4

        JSON.stringify(JSON.parse('{"a":[1,2,{"b":null}],"c":"\\u0041"}'))
        => {"a":[1,2,{"b":null}],"c":"A"}

        'x'.localeCompare('y')+['b','a'].sort().join()+'ABC'.toLowerCase()+' x '.trim()+'é'.toUpperCase()
        => -1a,babcxÉ

        '2024-05-06'.replace(/(\d+)-(\d+)-(\d+)/,
          '$3/$2/$1')+'aaa'.replace('a',
          '$&b')+'abc'.match(/b/).index+'aBc'.search(/B/)+'a1b2'.match(/\d/g).join()
        => 06/05/2024abaa111,2

        const o={toString(){return 'T'},valueOf(){return 4}}; `${o}`+o+(o*2)
        => T48

        const a=[5,1,10]; a.sort(); a.join()
        => 1,10,5

        [undefined,3,null,1].sort().length
        => 4

        Number('')+Number(' 12 ')+Number('0x1f')+Number(null)+(+true)+(+[])+(+'1e3')
        => 1044

        [1,2,3]+''+{}+null+undefined+true
        => 1,2,3[object Object]nullundefinedtrue

        typeof null+typeof (()=>1)+typeof class{}+typeof Map_; var Map_
        => objectfunctionfunctionundefined

        'b' in {b:1} && !('c' in {b:1})
        => true

        (function(){ return arguments.length })(...[1,2],3)
        => 3

        let n=0; for (const c of 'a😀b') n++; n
        => 3

        [...'a😀b'].length
        => 3

        Object.keys({b:1,a:2,1:3}).join()
        => 1,b,a

        parseInt('08')+parseFloat('3.14abc')
        => 11.14

        new Array(3).length+Array(1,2).length+[].concat([1]).length
        => 6

        isFinite('5')+''+isNaN('a')
        => truetrue

        const d=new Date(2024,0,31); d.setMonth(1); d.getDate()+':'+d.getMonth()
        => 2:2

        var i=0; i+=i++ + ++i; i
        => 2

        let [x,y]=[1,2]; [x,y]=[y,x+y]; x+'/'+y
        => 2/3

        JSON.stringify(JSON.parse('[1,{"a":null}]', function (k, v) { return v === null ? 'n' : v }))
        => [1,{"a":"n"}]

        JSON.stringify([{a: 1, b: 2}], ['a'])
        => [{"a":1}]

        '\u{1F600}'.length
        => 2

        5; function unused() {} var bare;
        => 5
        """);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Evaluate_Script_GivesItsValue(string script, string expected)
    {
        var value = await Scripts.RunAsync(script);

        Assert.Equal(expected, value);
    }
}
