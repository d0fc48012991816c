using YamlDotNet.RepresentationModel;

namespace TatumKms.Packaging.Tests;

/// <summary>Reads YAML and finds its way in it.</summary>
internal static class YamlFile
{
    /// <summary>The documents of a file of the repository.</summary>
    public static IReadOnlyList<YamlNode> Read(params string[] parts)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(parts));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>The node at a path of keys and positions, which must be there: <c>spec/containers/0/image</c>.</summary>
    public static YamlNode At(this YamlNode node, string path) => Find(node, path) ?? throw new KeyNotFoundException($"There is no {path}.");

    /// <summary>The text at a path.</summary>
    public static string Text(this YamlNode node, string path) => ((YamlScalarNode)node.At(path)).Value!;

    /// <summary>The texts of a list at a path.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode node, string path) =>
        [.. ((YamlSequenceNode)node.At(path)).Select(item => ((YamlScalarNode)item).Value!)];

    /// <summary>The keys of a mapping at a path.</summary>
    public static IReadOnlyList<string> Keys(this YamlNode node, string path) =>
        [.. ((YamlMappingNode)node.At(path)).Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    public static YamlNode? Find(this YamlNode node, string path)
    {
        YamlNode? found = node;
        foreach (var step in path.Split('/'))
        {
            found = found switch
            {
                YamlMappingNode map => map.Children.TryGetValue(new YamlScalarNode(step), out var value) ? value : null,
                YamlSequenceNode list => int.TryParse(step, out var position) && position < list.Children.Count ? list[position] : null,
                _ => null,
            };
        }

        return found;
    }
}
