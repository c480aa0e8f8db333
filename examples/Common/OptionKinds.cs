using System.CommandLine;
using System.Globalization;
using System.Numerics;
using NetDsl;
using NetDsl.Gpu;

namespace Examples;

/// <summary>Options that refuse a bad value in one line, which says what would be right.</summary>
internal static class OptionKinds
{
    /// <summary>One of a few words.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
            {
                result.AddError($"{name} must be one of {string.Join(", ", words)}, not '{token.Value}'");
            }
        });
        return option;
    }

    /// <summary>A device; <c>auto</c> where it is not given. A word that is none is answered with those that this
    /// machine has.</summary>
    public static Option<Device> Device(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "auto|cpu|cuda[:N]|opencl[:N]|ilgpu-cpu",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!NetDsl.Device.TryParse(text, out var device))
            {
                var found = string.Concat(GpuDevices.List().Select(gpu => $"{Environment.NewLine}  {gpu}"));
                result.AddError(
                    $"{name} must be auto, cpu, cuda, cuda:N, opencl, opencl:N or ilgpu-cpu, not '{text}'; "
                    + (found.Length == 0
                        ? "this machine has no GPU that CUDA or OpenCL knows" : $"this machine has{found}"));
            }

            return device;
        },
    };

    /// <summary>A whole number from <paramref name="least"/> on; null: not given.</summary>
    public static Option<T?> Number<T>(string name, string description, T least)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number) && number >= least)
                {
                    return number;
                }

                result.AddError($"{name} must be a whole number from {least} on, not '{text}'");
                return null;
            },
        };

    /// <summary>A file or folder; null: not given.</summary>
    public static Option<string?> Place(string name, string description, string helpName)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0')))
            {
                result.AddError($"{name} must be the name of a {helpName.ToLowerInvariant()}, not '{token.Value}'");
            }
        });
        return option;
    }
}
