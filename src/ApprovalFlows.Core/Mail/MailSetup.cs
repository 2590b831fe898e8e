using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.TextMessages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Mail;

internal static class MailSetup
{
    /// <summary>How letters leave: mails, and short messages to telephones.</summary>
    public static IServiceCollection AddMail(
        this IServiceCollection services, ApprovalFlowsOptions options, string dataDirectory)
    {
        services.AddSingleton(provider => new MailFolder(
            provider.GetRequiredService<IOptions<ApprovalFlowsOptions>>(), Path.Combine(dataDirectory, "mail")));
        // Transient: a sender is one connection, and ends with the batch it was asked for.
        if (options.Mail.Host.Length == 0)
            services.AddTransient<IMailSender>(provider => provider.GetRequiredService<MailFolder>());
        else
            services.AddTransient<IMailSender, SmtpMailSender>();
        services.AddScoped<MailDelivery>();
        services.AddScoped<FailedAddressService>();
        services.AddSingleton<MailJob>();
        services.AddSingleton<ITextMessageSender>(provider => new TextMessageFile(
            Path.Combine(dataDirectory, TextMessageFile.FileName),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TextMessageFile>>()));
        services.AddScoped<IOutboxChannel, TextMessageChannel>();
        return services;
    }
}
