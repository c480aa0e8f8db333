using NetDsl.Compiler.Collections;
using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Passes;

namespace NetDsl.Generator.Tests;

public sealed class PassTests
{
    public static TheoryData<string, bool, bool> Programs
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (var source in new[] { Sources.LeNet5, Sources.Mlp, Sources.Depth, Sources.Branches })
                foreach (var training in new[] { false, true })
                    foreach (var fuse in new[] { false, true })
                        cases.Add(source, training, fuse);
            return cases;
        }
    }

    [Theory]
    [InlineData(true, 6, 7, 6)]
    [InlineData(false, 17, 16, 17)]
    public void LeNet5_has_so_many_kernels(bool fuse, int forward, int backward, int inference)
    {
        var plan = PlanKernels.Run(Bind(Sources.LeNet5), fuse);

        Assert.Equal(forward, plan.Training.Forward.Count);
        Assert.Equal(backward, plan.Training.Backward.Count);
        Assert.Equal(inference, plan.Inference.Forward.Count);
    }

    [Fact]
    public void Layers_in_front_of_the_first_parameter_have_no_way_back()
    {
        var plan = PlanKernels.Run(Bind(Sources.Depth), fuse: true);

        Assert.DoesNotContain(plan.Training.Backward, kernel => kernel.Covers.Contains("dropout1"));
    }

    [Fact]
    public void Dropout_does_nothing_in_inference() => Assert.DoesNotContain(
        PlanKernels.Run(Bind(Sources.Depth), fuse: true).Inference.Forward, kernel => kernel.Core == "Dropout");

    [Theory]
    [InlineData("softmax", "Activation SoftmaxCrossEntropy")]
    [InlineData("linear", "Activation SquaredLoss")]
    public void A_network_that_learns_nothing_has_its_loss_all_the_same(string output, string kernels)
    {
        var network = Bind($"network Fixed {{ input pixels 4; relu; output y = {output} }}");

        var training = PlanKernels.Run(network, fuse: true).Training;

        Assert.Equal(kernels, string.Join(" ", training.Forward.Select(kernel => kernel.Core)));
        Assert.Empty(training.Backward);
    }

    [Fact]
    public void Stated_kernels_fuse_with_the_activation_behind_and_take_gradients_through()
    {
        var network = Bind("""
            network N {
                input image 2x8x8
                conv 1x1 filters 2
                filter 3x3 relu { 0 1 0 / 1 -4 1 / 0 1 0 }
                output y = dense 2 softmax
            }
            """);

        var plan = PlanKernels.Run(network, fuse: true);

        var inference = plan.Inference.Forward.Select(kernel => kernel.Core);
        Assert.Equal("Convolution Convolution Dense Softmax", string.Join(" ", inference));
        var back = plan.Training.Backward.Select(kernel => kernel.Core);
        Assert.Equal("Dense Convolution Convolution", string.Join(" ", back));
    }

    [Fact]
    public void Flatten_has_no_kernel_and_keeps_an_activation_from_no_fusion()
    {
        var network = Bind("""
            network Flat {
                input image 1x8x8
                flatten
                dense 4
                flatten
                leakyrelu 0.1
                output y = dense 2 softmax
            }
            """);
        var plan = PlanKernels.Run(network, fuse: true);

        Assert.Equal(["dense1 leakyrelu1", "y", "y's softmax loss gradient"], plan.Training.Forward.Select(Covers));
        Assert.Equal(["y", "dense1 leakyrelu1"], plan.Training.Backward.Select(Covers));
        Assert.Equal(["Dense1Shape", "LeakyRelu<Leakyrelu1Slope>"], plan.Training.Forward[0].TypeArguments);

        static string Covers(KernelPlan kernel) => string.Join(' ', kernel.Covers);
    }

    /// <summary>What an output is made of is written there, and read there by the layers behind.</summary>
    [Theory]
    [InlineData("a = dense 3; relu; dense 2", "a | relu1 | dense2 |")]
    [InlineData("a = dense 3; batchnorm; dense 2", "a | batchnorm1 | dense2 |")]
    [InlineData("a = dense 3; b = dense 3; add from a, b; relu; dense 2", "a | b add1 relu1 | dense3 |")]
    public void Value_that_is_an_output_too_is_fused_into_nothing_behind_it(string layers, string expected)
    {
        var network = Bind(
            $"network Net {{ input sound 4; {layers}\n output last = linear\n output first = linear from a }}");
        var inference = PlanKernels.Run(network, fuse: true).Inference;

        var covers = inference.Forward.Select(kernel => string.Join(' ', kernel.Covers) + " |");
        Assert.Equal(expected, string.Join(' ', covers));
        Assert.Equal(OperandKind.Output, inference.Forward[0].Operands[^1].Kind);
    }

    [Fact]
    public void Verifier_finds_an_output_that_nothing_writes()
    {
        var program = PlanKernels.ToProgram(Bind(Sources.Mlp), isTraining: false, fuse: true);
        var broken = program with { Forward = program.Forward.Take(program.Forward.Count - 1).ToEquatableArray() };

        var error = Assert.Throws<InvalidOperationException>(() => VerifyProgram.Run(broken, "Breaking"));
        Assert.StartsWith("after Breaking: nothing writes the output ", error.Message);
    }

    [Fact]
    public void Equal_networks_have_equal_plans() =>
        Assert.Equal(PlanKernels.Run(Bind(Sources.Depth), true), PlanKernels.Run(Bind(Sources.Depth), true));

    /// <summary>Runs the program over an arena that remembers which tensor each float belongs to.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void Every_tensor_is_still_whole_when_it_is_read(string source, bool training, bool fuse) =>
        CheckWhole(Bind(source), training, fuse);

    [Fact]
    public void Every_tensor_of_a_random_graph_is_still_whole_when_it_is_read()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var network = Bind(RandomGraphs.Create(seed));
            CheckWhole(network, training: true, fuse: seed % 3 > 0);
            CheckWhole(network, training: false, fuse: seed % 3 > 0);
        }
    }

    [Fact]
    public void Every_tensor_is_still_whole_when_parts_of_a_random_graph_are_computed_twice()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var network = Bind(RandomGraphs.Create(seed));
            var random = new Random(seed);
            var ranges = new List<RecomputedRange>();
            for (int first = random.Next(4); first < network.Layers.Count; first = ranges[^1].Last + 1 + random.Next(3))
                ranges.Add(new RecomputedRange(first, Math.Min(first + random.Next(7), network.Layers.Count - 1)));

            CheckWhole(network with { Recomputed = ranges.ToEquatableArray() }, training: true, fuse: seed % 3 > 0);
        }
    }

    [Fact]
    public void Recomputed_blocks_need_the_memory_of_one_of_them()
    {
        var marked = PlanKernels.Run(Bind(Deep("recompute")), fuse: true);
        var unmarked = PlanKernels.Run(Bind(Deep("")), fuse: true);

        // eight blocks of three convolutions: of each, two are computed twice
        Assert.Equal(unmarked.Training.Forward, marked.Training.Forward, (left, right) => left.Covers == right.Covers);
        Assert.Equal(unmarked.Training.Backward.Count + 8 * 2, marked.Training.Backward.Count);
        Assert.True(
            marked.Training.Floats < 0.5 * unmarked.Training.Floats, $"{marked.Training.Floats} of {unmarked.Training.Floats}");
        Assert.Equal(unmarked.Inference, marked.Inference);

        static string Deep(string mark) => $$"""
            block Unit(width) {{mark}} { repeat 3 { conv 3x3 filters width pad 1; relu } }
            network Deep {
                input image 1x16x16
                repeat 8 { Unit(8) }
                output digit = dense 10 softmax
            }
            """;
    }

    private static void CheckWhole(Network network, bool training, bool fuse)
    {
        var program = PlanKernels.ToProgram(network, training, fuse);
        var memory = PlanMemory.Run(program);
        var slots = memory.Slots.ToDictionary(slot => slot.Tensor);
        var owners = new HashSet<int>[memory.Floats];
        foreach (var operation in program.Operations)
        {
            Assert.All(operation.Reads.Where(slots.ContainsKey), tensor => Assert.All(Place(tensor), owner => Assert.Contains(tensor, owner)));
            foreach (var tensor in operation.Writes.Where(slots.ContainsKey))
            {
                for (var at = Start(tensor); at < Start(tensor) + slots[tensor].Size; at++)
                {
                    // what only says where parts lie writes nothing: the values have one name more
                    owners[at] = operation.Parts is null ? [tensor] : [tensor, .. owners[at]];
                }
            }
        }

        int Start(int tensor) => slots[tensor].Offset + slots[tensor].Start;

        HashSet<int>[] Place(int tensor) => owners[Start(tensor)..(Start(tensor) + slots[tensor].Size)];
    }

    [Fact]
    public void Branches_are_written_into_their_concatenation()
    {
        var plan = PlanKernels.Run(Bind(Sources.Branches), fuse: true);

        // the input, twice, and what is in two concatenations
        Assert.Equal(3, plan.Training.Forward.Count(kernel => kernel.Core == "Copying"));
        Assert.DoesNotContain(plan.Training.Backward, kernel => kernel.Core == "Copying");
        Assert.All(plan.Training.Forward.Concat(plan.Training.Backward), kernel => Assert.NotEqual("Concatenate", kernel.Core));
    }

    [Fact]
    public void Auxiliary_outputs_and_what_leads_to_them_alone_are_there_in_training_only()
    {
        var plan = PlanKernels.Run(Bind(Sources.Branches), fuse: true);

        Assert.Contains(plan.Training.Forward, kernel => kernel.Covers.Contains("early"));
        Assert.DoesNotContain(plan.Inference.Forward, kernel => kernel.Covers.Contains("early") || kernel.Covers.Contains("avgpool1"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Tensors_start_on_cache_lines_and_take_no_more_than_their_sum(string source, bool training, bool fuse)
    {
        var memory = PlanMemory.Run(PlanKernels.ToProgram(Bind(source), training, fuse));

        Assert.All(memory.Slots, slot => Assert.Equal(0, slot.Offset % PlanMemory.Alignment));
        Assert.True(memory.Floats <= Sum(memory));
    }

    [Theory]
    [InlineData(true, 0.75)]
    [InlineData(false, 0.9)]
    public void LeNet5_reuses_memory(bool training, double share)
    {
        var memory = PlanMemory.Run(PlanKernels.ToProgram(Bind(Sources.LeNet5), training, fuse: true));

        Assert.True(memory.Floats < share * Sum(memory), $"{memory.Floats} floats of {Sum(memory)}");
    }

    [Fact]
    public void Verifier_names_the_pass_and_the_tensor()
    {
        var program = PlanKernels.ToProgram(Bind(Sources.Mlp), isTraining: true, fuse: true);
        var broken = program with { Forward = program.Forward.Skip(1).ToEquatableArray() };

        var error = Assert.Throws<InvalidOperationException>(() => VerifyProgram.Run(broken, "Breaking"));
        Assert.StartsWith("after Breaking: h2 → tanh1 reads what was never written: relu1", error.Message);
    }

    private static int Sum(MemoryPlan memory) => memory.Slots.Sum(slot => PlanMemory.Align(slot.Size));

    private static Network Bind(string source)
    {
        var compilation = Compilation.Compile(source);
        Assert.Empty(compilation.Diagnostics);
        return Assert.Single(compilation.Networks);
    }
}
