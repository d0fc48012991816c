using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TatumKms.Cli.Terminal;

/// <summary>Writes results to standard output: JSON with an indentation of two, or one compact line each.</summary>
internal static class Results
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object, its members written by <paramref name="write"/>.</summary>
    public static void WriteObject(this ITerminal terminal, Action<Utf8JsonWriter> write)
    {
        using var output = new SecretOutput(terminal.Output);
        using (var json = new Utf8JsonWriter(output, Indented))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        output.Flush();
    }

    /// <summary>What is no secret: an object, or a table of its members.</summary>
    public static void WriteFacts(this ITerminal terminal, bool asTable, Action<Utf8JsonWriter> write)
    {
        if (asTable)
        {
            terminal.WriteTable(["name", "value"], FactTable.Rows(write));
        }
        else
        {
            terminal.WriteObject(write);
        }
    }

    /// <summary>Rows for a person, as wide as the terminal allows.</summary>
    public static void WriteTable(this ITerminal terminal, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows) =>
        terminal.WriteText(Table.Format(headings, rows, terminal.Columns, terminal.OutputInk));

    /// <summary>A list of objects, each written by <paramref name="write"/>.</summary>
    public static void WriteList<T>(this ITerminal terminal, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var output = new SecretOutput(terminal.Output);
        using (var json = new Utf8JsonWriter(output, Indented))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartObject();
                write(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
        output.Flush();
    }

    /// <summary>Objects on a line each, written by <paramref name="write"/>.</summary>
    public static void WriteObjectLines<T>(this ITerminal terminal, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var output = new SecretOutput(terminal.Output);
        using var json = new Utf8JsonWriter(output, Compact);
        foreach (var item in items)
        {
            json.Reset();
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
            json.Flush();
            output.Write("\n"u8);
        }

        output.Flush();
    }

    /// <summary>JSON that exists already, indented.</summary>
    public static void WriteJson(this ITerminal terminal, ReadOnlySpan<byte> json)
    {
        using var output = new SecretOutput(terminal.Output);
        JsonIndenter.Write(json, output);
        output.Write("\n"u8);
        output.Flush();
    }
}
