using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// Writes the letters to police and border inspection that are due, and chases those nobody acknowledged (J10,
/// J11). Safe to run twice, late and on every node: an act stands in one letter of a kind only.
/// </summary>
public sealed class LetterJob(UnitOfWork work, Draining draining, TimeProvider time)
{
    public const string Name = "letters";
    public const int MaxRoundsPerRun = 100;

    public async Task<LetterReport> RunAsync(CancellationToken cancellation = default)
    {
        var sum = new LetterReport(0, 0, 0);
        for (var round = 0; round < MaxRoundsPerRun; round++)
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            var done = await work.RunAsync<LetterService, LetterReport>(
                null, letters => letters.WriteDueAsync(time.GetUtcNow(), cancellation), cancellation);
            sum = new LetterReport(
                sum.Letters + done.Letters, sum.Lines + done.Lines, sum.Chased + done.Chased);
            if (done.Letters == 0) break;
        }

        return sum;
    }
}
