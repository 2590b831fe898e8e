using ApprovalFlows.Core.Mail;

namespace ApprovalFlows.Core.Tests.Mail;

public sealed class MailTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?utf-8?B?5L2g5aW9?=", "你好")]
    [InlineData("=?utf-8?B?5L2g?=\n =?utf-8?B?5aW9?= x", "你好 x")]
    [InlineData("=?utf-8?Q?Hello=2C_=E4=BD=A0?=", "Hello, 你")]
    public void Decode_OfAHeader_GivesItsLetters(string header, string expected) =>
        Assert.Equal(expected, MailText.Decode(header));

    [Fact]
    public void Parse_OfQuotedPrintable_PutsSoftBreaksTogether()
    {
        var mail = MailText.Parse(
            "Subject: s\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                + "one=\r\n two =E4=BD=A0");

        Assert.Equal(("s", "one two 你", null), (mail.Subject, mail.Text, mail.Html));
    }
}
