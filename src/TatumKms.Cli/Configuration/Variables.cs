using TatumKms.Core;

namespace TatumKms.Cli.Configuration;

/// <summary>
/// Environment variables, each from the first of: the process's environment, <c>.env</c> of the working directory, the file named
/// with <c>--envFile</c> or else <c>.tatumrc/.env</c> of the home directory.
/// </summary>
internal sealed class Variables
{
    private const string FileName = ".env";
    private readonly List<IReadOnlyDictionary<string, string>> _layers = [];

    private Variables()
    {
    }

    /// <summary>The files that were read, in their order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Reads what there is.</summary>
    /// <param name="machine">The process's environment and working directory.</param>
    /// <param name="paths">Resolves paths.</param>
    /// <param name="namedFile">The value of <c>--envFile</c>, if there is one.</param>
    /// <exception cref="KmsException">A file cannot be read, or the named one is missing (<see cref="KmsError.Configuration"/>).</exception>
    public static Variables Load(Machine machine, UserPaths paths, string? namedFile)
    {
        var variables = new Variables();
        variables._layers.Add(machine.Environment);
        variables.AddFile(Path.Combine(machine.WorkingDirectory, FileName));
        if (namedFile is not null)
        {
            if (!variables.AddFile(paths.Resolve(namedFile)))
            {
                throw new KmsException(KmsError.Configuration, $"There is no file '{namedFile}'.", "Name an existing file with --envFile.");
            }
        }
        else if (paths.SettingsFolder is { } folder)
        {
            variables.AddFile(Path.Combine(folder, FileName));
        }

        return variables;
    }

    /// <summary>The value, or nothing where the variable is missing or empty. An empty one hides those of later layers.</summary>
    public string? Get(string name)
    {
        foreach (var layer in _layers)
        {
            if (layer.TryGetValue(name, out var value))
            {
                return value.Length == 0 ? null : value;
            }
        }

        return null;
    }

    private bool AddFile(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            _layers.Add(DotEnv.Parse(File.ReadAllText(path)));
            Files.Add(path);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KmsException(KmsError.Configuration, $"The file of variables '{path}' cannot be read: {cause.Message}", innerException: cause);
        }
    }
}
