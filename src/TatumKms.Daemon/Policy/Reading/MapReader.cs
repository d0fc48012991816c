using TatumKms.Core;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Takes the members of an object one after the other; what nobody takes is an error.</summary>
internal sealed class MapReader(PolicyNode.Map map)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The object.</summary>
    public PolicyNode.Map Map => map;

    /// <summary>A member, or nothing.</summary>
    public PolicyNode? Find(string name)
    {
        _known.Add(name);
        return map.Members.FirstOrDefault(member => member.Name == name)?.Value;
    }

    /// <summary>A member that must be there.</summary>
    /// <exception cref="KmsException">It is not.</exception>
    public PolicyNode Get(string name) => Find(name) ?? throw map.Wrong($"'{name}' is missing.");

    /// <summary>Reads a member where there is one.</summary>
    public T? Read<T>(string name, Func<PolicyNode, T> read)
        where T : class => Find(name) is { } value ? read(value) : null;

    /// <summary>A switch that is off where it is not given.</summary>
    public bool Flag(string name) => Find(name)?.AsFlag($"'{name}'") == true;

    /// <summary>Ends the reading.</summary>
    /// <exception cref="KmsException">A member has a name that was never asked for.</exception>
    public void End()
    {
        if (map.Members.FirstOrDefault(member => !_known.Contains(member.Name)) is { } unknown)
        {
            throw map.File.Wrong(unknown.Position, $"'{unknown.Name}' is not known here; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }
}
