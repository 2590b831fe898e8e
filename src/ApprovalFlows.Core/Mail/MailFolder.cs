using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Mail;

/// <summary>
/// Where no server is configured: every mail is one .eml file, named after its id, so that a repetition takes
/// the place of the first.
/// </summary>
public sealed class MailFolder(IOptions<ApprovalFlowsOptions> options, string path) : IMailSender
{
    public async Task<IReadOnlyList<MailRefusal>> SendAsync(
        OutgoingMail mail, CancellationToken cancellation = default)
    {
        // The client chooses the name itself; a whole file is moved to where it is looked for.
        var writing = Directory.CreateDirectory(Path.Combine(path, "writing", Guid.CreateVersion7().ToString("N")));
        try
        {
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = writing.FullName,
            };
            using var message = mail.ToMessage(options.Value.Mail.From);
            await client.SendMailAsync(message, cancellation);
            writing.GetFiles().Single().MoveTo(Path.Combine(path, NameOf(mail.Id)), overwrite: true);
        }
        finally
        {
            writing.Delete(recursive: true);
        }

        return [];
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<(string Id, MailText Mail)> List(int most) => !Directory.Exists(path)
        ? []
        :
        [
            .. new DirectoryInfo(path).GetFiles("*.eml")
                .OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(file => (Path.GetFileNameWithoutExtension(file.Name), Read(file.FullName))),
        ];

    public MailText? Find(string id)
    {
        var file = Path.Combine(path, NameOf(id));
        return File.Exists(file) ? Read(file) : null;
    }

    public void Dispose()
    {
        // Every mail is a file of its own; nothing stays open.
    }

    // Ids of messages are ours, those of an address are not.
    private static string NameOf(string id) =>
        string.Concat(id.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' ? sign : '_')) + ".eml";

    private static MailText Read(string file) => MailText.Parse(File.ReadAllText(file));
}
