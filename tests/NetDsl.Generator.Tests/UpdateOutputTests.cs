using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

/// <summary>What a stage says of its updates, as the schedule's value says it.</summary>
public sealed class UpdateOutputTests
{
    private const string Network = """
        block Unit(width) { c = conv 3x3 filters width pad 1; relu }
        network Net {
            input image 1x8x8
            first = Unit(4)
            second = Unit(4)
            hidden = dense 20 relu
            output digit = dense 10 softmax
        }
        """;

    private const string Schedule = """
        schedule Fine for Net {
            batch 64
            finetune {
                optimizer sgd rate 0.01 momentum 0.9 decay 0.0005 l1 0.00002
                clip norm 2
                maxnorm 3
                accumulate 4
                rate of first .. second times 0.1
                rate of digit is 0.05
                decay of first, hidden times 2
                epochs 10
            }
        }
        """;

    [Fact]
    public void Everything_that_is_stated_is_written()
    {
        var run = new GeneratorRun(("net.net", Network), ("fine.net", Schedule));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
        var text = run.Text("Net.Schedules.g.cs");
        Assert.Contains("Decay: 0.0005f) { L1 = 2E-05f },", text);
        Assert.Contains(
            """
                            Stop: null)
                        {
                            Clip = new global::NetDsl.NormClipping(2f),
                            MaximalNorm = 3f,
                            Accumulate = 4,
                            Layers = [
                                new global::NetDsl.LayerRule(
                                    "first_c", "second_c")
                                { RateFactor = 0.1f },
                                new global::NetDsl.LayerRule(
                                    "digit")
                                { RateFactor = 5f },
                                new global::NetDsl.LayerRule(
                                    "first_c", "hidden")
                                { Decay = 0.001f },
                            ],
                        };
            """,
            text.ReplaceLineEndings());
        Assert.Contains(
            "l1 2E-05, gradients clipped to norm 2, maxnorm 3, an update every 4 batches, "
            + "rate of first .. second times 0.1, rate of digit 0.05, decay of first, hidden times 2",
            Regex.Replace(text, @"\s*///\s*", " "));
    }

    [Fact]
    public void Layer_that_the_network_of_another_file_has_not_is_reported_in_the_schedule()
    {
        var run = new GeneratorRun(
            ("net.net", Network), ("fine.net", Schedule.Replace("of digit", "of digt")));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.StartsWith("fine.net(9,17): error NET0125", diagnostic.ToString());
        Assert.Contains("did you mean 'digit'?", diagnostic.GetMessage());
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Comment_in_the_schedule_leaves_the_output_cached()
    {
        var run = new GeneratorRun(("net.net", Network), ("fine.net", Schedule));

        run.EditFile("fine.net", text => text.Replace("clip norm", "/* cut */ clip norm"));

        Assert.All(run.Reasons(Steps.PlanKernels), reason => Assert.True(
            reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"ran again: {reason}"));
    }
}
