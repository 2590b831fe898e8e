namespace ApprovalFlows.Core.Certificates;

/// <summary>Prints a page of HTML to PDF.</summary>
public interface IPdfRenderer
{
    /// <summary>False where nothing is installed that prints; the print page still serves.</summary>
    bool IsAvailable { get; }

    /// <param name="html">A whole document that needs nothing from elsewhere.</param>
    /// <param name="cancellation">Ends the printing.</param>
    /// <exception cref="InvalidOperationException">The printer failed or took too long.</exception>
    Task<byte[]> PrintAsync(string html, CancellationToken cancellation = default);
}
