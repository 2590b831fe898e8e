using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows;

/// <content>Bookmarks: where this execution waits.</content>
public sealed partial class ActivityExecutionContext
{
    private List<Bookmark>? newBookmarks;
    private ExecuteActivityDelegate? immediateCallback;

    public IEnumerable<Bookmark> Bookmarks =>
        WorkflowExecutionContext.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == Id);
    public IReadOnlyList<Bookmark> NewBookmarks => newBookmarks ?? [];
    internal bool HasNewBookmarks => newBookmarks is { Count: > 0 };

    public Bookmark CreateBookmark(
        ExecuteActivityDelegate callback, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    public Bookmark CreateBookmark(
        object stimulus,
        ExecuteActivityDelegate? callback,
        bool includeActivityInstanceId = true,
        IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = stimulus,
            Callback = callback,
            IncludeActivityInstanceId = includeActivityInstanceId,
            Metadata = metadata,
        });

    public Bookmark CreateBookmark(
        object stimulus,
        bool includeActivityInstanceId,
        IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = stimulus,
            IncludeActivityInstanceId = includeActivityInstanceId,
            Metadata = metadata,
        });

    public Bookmark CreateBookmark(object stimulus, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    // Elsa: ActivityExecutionContext.cs — without arguments the instance id is part of the hash,
    // with an argument object it is only when asked for.
    public Bookmark CreateBookmark(CreateBookmarkArgs? args = null)
    {
        args ??= new CreateBookmarkArgs { IncludeActivityInstanceId = true };
        var name = args.BookmarkName ?? Activity.Type;
        var bookmark = new Bookmark
        {
            Id = args.BookmarkId ?? Identity.NewSecretId(),
            Name = name,
            Hash = StimulusHash.Compute(
                name, args.Stimulus, args.IncludeActivityInstanceId ? Id : null),
            Payload = args.Stimulus,
            ActivityId = Activity.Id,
            ActivityNodeId = NodeId,
            ActivityInstanceId = Id,
            CreatedAt = WorkflowExecutionContext.Now,
            AutoBurn = args.AutoBurn,
            CallbackMethodName = args.Callback?.Method.Name,
            AutoComplete = args.AutoComplete,
            Metadata = args.Metadata,
            DueAt = args.DueAt,
        };
        AddBookmark(bookmark);
        return bookmark;
    }

    public void CreateBookmarks(
        IEnumerable<object> payloads,
        ExecuteActivityDelegate? callback = null,
        bool includeActivityInstanceId = true,
        string? bookmarkName = null)
    {
        foreach (var payload in payloads)
            CreateBookmark(new CreateBookmarkArgs
            {
                Stimulus = payload,
                Callback = callback,
                BookmarkName = bookmarkName,
                IncludeActivityInstanceId = includeActivityInstanceId,
            });
    }

    public void AddBookmarks(IEnumerable<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks)
            AddBookmark(bookmark);
    }

    public void AddBookmark(Bookmark bookmark)
    {
        WorkflowExecutionContext.Limits.CheckBookmarks(WorkflowExecutionContext.Bookmarks.Count);
        (newBookmarks ??= []).Add(bookmark);
        WorkflowExecutionContext.AddBookmark(bookmark);
    }

    public void ClearBookmarks()
    {
        newBookmarks?.Clear();
        if (WorkflowExecutionContext.Bookmarks.Count > 0)
            WorkflowExecutionContext.RemoveBookmarksOf(Id);
    }

    /// <summary>
    /// Waits as <paramref name="args"/> say; in the run that this activity started there is nothing to
    /// wait for, and the callback runs as soon as the activity's own code has returned.
    /// </summary>
    internal void WaitUnlessTrigger(CreateBookmarkArgs args)
    {
        if (WorkflowExecutionContext.TriggerActivityId == Activity.Id)
            immediateCallback = args.Callback;
        else
            CreateBookmark(args);
    }

    internal ExecuteActivityDelegate? TakeImmediateCallback()
    {
        var callback = immediateCallback;
        immediateCallback = null;
        return callback;
    }

    internal void StartNewBookmarks() => newBookmarks?.Clear();
}
