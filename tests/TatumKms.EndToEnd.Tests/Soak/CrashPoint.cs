namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>Counts the edges of a run, before and after each of its steps that somebody outside can see, and stops the machine at one.</summary>
internal sealed class CrashPoint(int edge)
{
    private readonly List<string> _passed = [];

    /// <summary>Nothing is to be stopped.</summary>
    public static CrashPoint None => new(int.MaxValue);

    public bool HasStopped { get; private set; }

    /// <summary>The edges up to the stop.</summary>
    public IReadOnlyList<string> Passed => _passed;

    /// <summary>Takes a step with an edge before it and one behind.</summary>
    public async Task<T> StepAsync<T>(string name, Func<Task<T>> step)
    {
        Pass($"before {name}");
        var result = await step();
        Pass($"after {name}");
        return result;
    }

    /// <summary>Throws when the machine has stopped.</summary>
    public void RequireRunning(string name)
    {
        if (HasStopped)
        {
            throw new MachineStoppedException(name);
        }
    }

    // A machine that has stopped takes no further step, whatever a handler of exceptions tries.
    private void Pass(string name)
    {
        HasStopped |= _passed.Count == edge;
        RequireRunning(name);
        _passed.Add(name);
    }
}

/// <summary>The machine has no power any more.</summary>
internal sealed class MachineStoppedException(string edge) : Exception($"The machine stopped {edge}.");
