using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// A query that is translated once per database, for what every request asks. EF's own compiled
/// queries know one model only, and a process of tests opens both databases.
/// </summary>
internal sealed class CompiledQuery<T1, T2, T3, TResult>(
    Expression<Func<AppDbContext, T1, T2, T3, TResult>> query)
{
    private readonly ConditionalWeakTable<IModel, Func<AppDbContext, T1, T2, T3, Task<TResult>>> known = [];

    public Task<TResult> RunAsync(AppDbContext db, T1 first, T2 second, T3 third) =>
        known.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second, third);
}
