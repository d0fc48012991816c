using System.Text;
using System.Text.Json;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Reads JSON with comments and trailing commas into values that know where they stand.</summary>
internal ref struct PolicyJson
{
    private const int MaxDepth = 16;
    private readonly PolicyText _file;
    private Utf8JsonReader _reader;

    private PolicyJson(ReadOnlySpan<byte> utf8, PolicyText file)
    {
        _file = file;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
    }

    /// <exception cref="Core.KmsException">It is not JSON, or a name stands twice in an object.</exception>
    public static PolicyNode Read(ReadOnlySpan<byte> utf8, PolicyText file)
    {
        var json = new PolicyJson(utf8, file);
        try
        {
            json._reader.Read();
            var value = json.Value();
            json._reader.Read(); // nothing may follow, and the reader says so
            return value;
        }
        catch (JsonException)
        {
            throw file.Wrong(json._reader.BytesConsumed, "this is not JSON.");
        }
        catch (InvalidOperationException)
        {
            throw file.Wrong(json._reader.TokenStartIndex, "the text is not valid UTF-8.");
        }
    }

    private PolicyNode Value()
    {
        var place = _reader.TokenStartIndex;
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(place),
            JsonTokenType.StartArray => List(place),
            JsonTokenType.String => new PolicyNode.Text(place, _file, _reader.GetString()!),
            JsonTokenType.Number => new PolicyNode.Number(place, _file, Encoding.ASCII.GetString(_reader.ValueSpan)),
            JsonTokenType.True or JsonTokenType.False => new PolicyNode.Flag(place, _file, _reader.GetBoolean()),
            _ => throw _file.Wrong(place, "null has no meaning here; leave the member out."),
        };
    }

    private PolicyNode.Map Map(long place)
    {
        List<Member> members = [];
        for (_reader.Read(); _reader.TokenType != JsonTokenType.EndObject; _reader.Read())
        {
            var (name, at) = (_reader.GetString()!, _reader.TokenStartIndex);
            if (members.Any(member => member.Name == name))
            {
                throw _file.Wrong(at, $"'{name}' stands here a second time.");
            }

            _reader.Read();
            members.Add(new Member(name, at, Value()));
        }

        return new PolicyNode.Map(place, _file, members);
    }

    private PolicyNode.List List(long place)
    {
        List<PolicyNode> items = [];
        for (_reader.Read(); _reader.TokenType != JsonTokenType.EndArray; _reader.Read())
        {
            items.Add(Value());
        }

        return new PolicyNode.List(place, _file, items);
    }
}
