using System.Globalization;
using System.Text;

namespace TatumKms.Daemon.Monitoring;

/// <summary>A metric with its values, one for each combination of labels, in the text format of Prometheus (version 0.0.4).</summary>
/// <param name="type">counter, gauge or summary.</param>
/// <param name="name">The metric's name.</param>
/// <param name="help">What it tells, a sentence.</param>
/// <param name="labels">The names of its labels.</param>
internal sealed class MetricFamily(string type, string name, string help, params string[] labels)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Value> _values = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>Adds to a counter.</summary>
    public void Add(long amount, params string[] labelValues)
    {
        lock (_lock)
        {
            ValueOf(labelValues).Sum += amount;
        }
    }

    /// <summary>Adds a measurement to a summary.</summary>
    public void Observe(TimeSpan duration, params string[] labelValues)
    {
        lock (_lock)
        {
            var value = ValueOf(labelValues);
            value.Sum += duration.TotalSeconds;
            value.Count++;
        }
    }

    /// <summary>Sets a gauge.</summary>
    public void Set(double amount, params string[] labelValues)
    {
        lock (_lock)
        {
            ValueOf(labelValues).Sum = amount;
        }
    }

    /// <summary>Forgets all values.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _values.Clear();
        }
    }

    /// <summary>Writes it, and its explanation also where it has no value yet.</summary>
    public void WriteTo(StringBuilder output)
    {
        output.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        output.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        lock (_lock)
        {
            foreach (var (text, value) in _values)
            {
                if (type == "summary")
                {
                    Line(output, "_sum", text, value.Sum);
                    Line(output, "_count", text, value.Count);
                }
                else
                {
                    Line(output, "", text, value.Sum);
                }
            }
        }
    }

    private void Line(StringBuilder output, string suffix, string labelText, double value) =>
        output.Append(name).Append(suffix).Append(labelText).Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');

    private Value ValueOf(string[] labelValues)
    {
        var text = Format(labelValues);
        if (!_values.TryGetValue(text, out var value))
        {
            _values[text] = value = new Value();
        }

        return value;
    }

    private string Format(string[] labelValues)
    {
        if (labelValues.Length != labels.Length)
        {
            throw new ArgumentException($"{name} has {labels.Length} labels.", nameof(labelValues));
        }

        return labels.Length == 0 ? "" : $"{{{string.Join(',', labels.Zip(labelValues, (label, value) => $"{label}=\"{Escape(value)}\""))}}}";
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Value
    {
        public double Sum { get; set; }

        public long Count { get; set; }
    }
}
