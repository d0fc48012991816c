using System.Reflection;
using TatumKms.Core;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>The journal of a machine that may stop: every method that writes is a step. Public, since proxies derive from it at run time.</summary>
public class CrashJournal : DispatchProxy
{
    private ISigningJournal _inner = null!;
    private CrashPoint _point = null!;

    internal static ISigningJournal Around(ISigningJournal inner, CrashPoint point)
    {
        var journal = Create<ISigningJournal, CrashJournal>();
        ((CrashJournal)(object)journal)._inner = inner;
        ((CrashJournal)(object)journal)._point = point;
        return journal;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? Call() => targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        if (targetMethod!.ReturnType == typeof(void) && targetMethod.Name != nameof(IDisposable.Dispose))
        {
            // Nobody waits for it, so that it is no step of its own; but what has stopped does not write.
            _point.RequireRunning(targetMethod.Name);
        }

        return targetMethod.ReturnType == typeof(Task)
            ? _point.StepAsync(targetMethod.Name, async () =>
            {
                await (Task)Call()!;
                return true;
            })
            : Call();
    }
}
