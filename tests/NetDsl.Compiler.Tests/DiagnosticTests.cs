using System.Text.RegularExpressions;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Tests;

/// <summary>Each diagnostic at its place, alone: no other follows from the same mistake.</summary>
public sealed class DiagnosticTests
{
    private const string Deep = "a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{";

    public static TheoryData<string, int, int, string, string> Cases => new()
    {
        { "NET0001", 3, 10, "layers", "relu\nconv 5x5 § filters 6" },
        { "NET0002", 1, 13, "file", "network N { /* oh" },
        { "NET0003", 2, 6, "layers", "relu \"abc" },
        { "NET0004", 1, 11, "file", "network N {\n input a 4\n output b = dense 2 softmax\n" },
        { "NET0005", 4, 3, "file", Programs.Network("relu") + "\n  }" },
        { "NET0007", 2, 7, "layers", "dense 12abc" },
        { "NET0007", 2, 9, "layers", "maxpool 2x" },
        { "NET0010", 2, 1, "layers", "maxpol 2x2" },
        { "NET0010", 1, 1, "file", "netwrk N { }" },
        { "NET0010", 5, 1, "schedule", "bach 64\nfinetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0010", 5, 1, "stage", "optimiser sgd rate 0.1; epochs 1" },
        { "NET0011", 2, 1, "layers", "5x5 conv" },
        { "NET0012", 2, 10, "layers", "dense 10 20" },
        { "NET0012", 5, 32, "stage", "epochs 9; stop when validation 5 epochs; optimizer sgd rate 1" },
        { "NET0013", 1, 1, "file", "network { }" },
        { "NET0014", 1, 1, "file", "network N" },
        { "NET0012", 2, 15, "layers", "leakyrelu 0.1 0.2" },
        { "NET0012", 1, 18, "file", "block U(filters) recompte { relu }\n" + Programs.Network("U(3)") },
        { "NET0012", 2, 9, "layers", "flatten 2" },
        { "NET0015", 2, 6, "layers", "relu { }" },
        { "NET0016", 1, 1, "file", "a = " + Programs.Network("relu") },
        { "NET0017", 1, 1, "file", "network N { input a 4 }" },
        { "NET0017", 1, 1, "file", "network N { output a = dense 4 linear }" },
        { "NET0017", 4, 1, "schedule", "finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0017", 4, 1, "schedule", "batch 64" },
        { "NET0017", 4, 32, "stage", "epochs 1" },
        { "NET0017", 4, 32, "stage", "optimizer sgd rate 1" },
        { "NET0018", 2, 1, "layers", "input more 4" },
        { "NET0018", 6, 1, "stage", "epochs 1; optimizer sgd rate 1\nepochs 2" },
        { "NET0020", 2, 1, "layers", "conv 5x5" },
        { "NET0020", 2, 1, "layers", "dropout" },
        { "NET0020", 5, 11, "stage", "optimizer sgd; epochs 1" },
        { "NET0020", 5, 11, "stage", "optimizer adamw rate 1; epochs 1" },
        { "NET0021", 2, 10, "layers", "conv 5x5 filtres 16" },
        { "NET0021", 2, 7, "layers", "dense many" },
        { "NET0022", 2, 20, "layers", "conv 5x5 filters 6 filters 7" },
        { "NET0023", 2, 10, "layers", "conv 5x5 filters" },
        { "NET0023", 2, 9, "layers", "dense 4 init uniform 3" },
        { "NET0024", 2, 7, "layers", "dense 1.5" },
        { "NET0024", 2, 6, "layers", "conv 5x5x5 filters 6" },
        { "NET0025", 2, 7, "layers", "dense 0" },
        { "NET0025", 2, 7, "layers", "dense 99999999999999999999999" },
        { "NET0025", 2, 27, "layers", "conv 5x5 filters 6 stride 0" },
        { "NET0025", 2, 9, "layers", "dropout 1" },
        { "NET0025", 2, 11, "layers", "leakyrelu -0.1" },
        { "NET0025", 2, 19, "layers", "dense 4 leakyrelu 0" },
        { "NET0025", 2, 9, "layers", "dropout -0.1" },
        { "NET0025", 5, 20, "stage", "optimizer sgd rate 0; epochs 1" },
        { "NET0025", 5, 31, "stage", "optimizer sgd rate 1 momentum 1; epochs 1" },
        { "NET0025", 5, 20, "stage", "optimizer sgd rate 1e999; epochs 1" },
        { "NET0025", 1, 41, "file", "network N { input a 4; output b = dense 1 softmax }" },
        { "NET0026", 2, 14, "layers", "dense 4 init hee" },
        { "NET0026", 5, 11, "stage", "optimizer sdg rate 1; epochs 1" },
        { "NET0025", 5, 39, "stage", "optimizer rmsprop rate 0.01 smoothing 1; epochs 1" },
        { "NET0025", 5, 18, "stage", "rate exponential 0 every 1 epoch; optimizer sgd rate 1; epochs 1" },
        { "NET0025", 1, 61, "file", "network N { input a 4; output b = dense 3 softmax smoothing 1 }" },
        { "NET0025", 1, 41, "file", "network N { input a 4; output b = dense 1 linear loss hinge }" },
        { "NET0026", 1, 55, "file", "network N { input a 4; output b = dense 3 linear loss absolut }" },
        { "NET0041", 1, 31, "file", "network N { input a 4; output score = dense 3 linear loss hinge }" },
        { "NET0027", 1, 51, "file", "network N { input a 4; output b = dense 3 softmax loss hinge }" },
        { "NET0027", 1, 51, "file", "network N { input a 4; output b = dense 3 sigmoid loss squared }" },
        { "NET0027", 1, 51, "file", "network N { input a 4; output b = dense 3 sigmoid linear }" },
        { "NET0027", 1, 50, "file", "network N { input a 4; output b = dense 3 linear smoothing 0.1 }" },
        { "NET0015", 1, 64, "file", "network N { input a 4; output b = dense 2 linear loss absolute { x y } }" },
        { "NET0048", 1, 35, "file", "network N { input a 4; output b = dense 3 sigmoid { x y } }" },
        { "NET0091", 1, 86, "file", "network N { input a 4; output b = dense 3 sigmoid; auxiliary c = dense 3 softmax for b from a }" },
        { "NET0092", 1, 45, "file", "network N { input a 3x4x4; relu; output b = linear loss hinge }" },
        { "NET0130", 1, 53, "file", "network N { input a 4; dense 2; sigmoid; output b = sigmoid }" },
        { "NET0026", 5, 17, "stage", "rate polynomial powr 2 to 0; optimizer sgd rate 1; epochs 1" },
        { "NET0026", 5, 6, "stage", "rate halfs every 3 epochs; optimizer sgd rate 1; epochs 5" },
        { "NET0027", 2, 26, "layers", "conv 3x3 filters 4 pad 1 same" },
        { "NET0027", 2, 19, "layers", "maxpool 3x3 floor ceil" },
        { "NET0027", 2, 14, "layers", "dense 4 relu tanh" },
        { "NET0027", 2, 23, "layers", "dense 4 leakyrelu 0.1 elu" },
        { "NET0027", 2, 9, "layers", "maxpool 2x2 global" },
        { "NET0027", 2, 16, "layers", "avgpool global pad 1" },
        { "NET0030", 1, 21, "file", "network N { input a 1x2x3x4; output b = dense 2 softmax }" },
        { "NET0031", 3, 1, "layers", "dense 10\nmaxpool 2x2" },
        { "NET0024", 1, 33, "file", "network N { input a 1x800; conv 3x3 filters 4; output b = dense 2 softmax }" },
        { "NET0033", 1, 38, "file", "network N { input a 1x800; maxpool 2 pad 2; output b = dense 2 softmax }" },
        { "NET0034", 1, 28, "file", "network N { input a 1x800; conv 801 filters 4; output b = dense 2 softmax }" },
        { "NET0035", 1, 28, "file", "network N { input a 1x800; avgpool 3; output b = dense 2 softmax }" },
        { "NET0031", 3, 1, "layers", "flatten\navgpool global" },
        { "NET0033", 2, 13, "layers", "maxpool 2x2 pad 2" },
        { "NET0034", 2, 1, "layers", "conv 30x30 filters 1" },
        { "NET0034", 2, 1, "layers", "maxpool 40x40 pad 2" },
        { "NET0035", 2, 1, "layers", "maxpool 3x3 stride 2" },
        { "NET0036", 2, 1, "layers", "dense 16777216" },
        { "NET0036", 1, 1, "file", Programs.Network(string.Concat(Enumerable.Repeat("dense 30000\n", 4))) },
        { "NET0040", 3, 1, "layers", "a = relu\na = relu" },
        { "NET0040", 2, 1, "layers", "image = relu" },
        { "NET0041", 2, 1, "layers", "predict = relu" },
        { "NET0041", 2, 1, "layers", "net = relu" },
        { "NET0041", 1, 9, "file", "network Training { input a 4; output b = dense 3 softmax }" },
        { "NET0042", 3, 1, "layers", "fc_a = relu\nfcA = relu" },
        { "NET0042", 3, 1, "layers", "a = dense 4\naWeights = relu" },
        { "NET0043", 2, 1, "layers", "_ = relu" },
        { "NET0043", 1, 9, "file", "network class { }" },
        { "NET0044", 4, 9, "file", Programs.Network("relu") + "\n" + Programs.Network("tanh") },
        { "NET0045", 7, 10, "file", Programs.Stage("optimizer sgd rate 1; epochs 1") + "\nschedule S for Net { batch 1; finetune { optimizer sgd rate 1; epochs 1 } }" },
        { "NET0046", 4, 16, "file", Programs.Network("relu") + "\nschedule S for Nat { batch 1; finetune { optimizer sgd rate 1; epochs 1 } }" },
        { "NET0047", 3, 3, "file", "network N { input a 4; output b = dense 3 softmax {\n x y\n  x } }" },
        { "NET0048", 1, 35, "file", "network N { input a 4; output b = dense 3 softmax { x y } }" },
        { "NET0049", 1, 9, "file", "network net { input a 4; output b = dense 3 softmax }" },
        { "NET0050", 2, 1, "file", "network N { relu\ninput a 4\noutput b = dense 3 softmax }" },
        { "NET0052", 1, 35, "file", "network N { input a 4; output b = relu }" },
        { "NET0060", 5, 11, "stage", "epochs 5; stop when validation error stalls 5 epochs; optimizer sgd rate 1" },
        { "NET0061", 5, 11, "stage", "epochs 5; warmup 5 epochs; optimizer sgd rate 1" },
        { "NET0062", 5, 26, "stage", "epochs 5; rate cosine to 2; optimizer sgd rate 1" },
        { "NET0062", 5, 38, "stage", "epochs 5; rate polynomial power 2 to 2; optimizer sgd rate 1" },
        { "NET0063", 5, 33, "stage", "epochs 5; optimizer sgd rate 1  nesterov" },
        { "NET0070", 2, 7, "layers", "dense classes" },
        { "NET0070", 2, 11, "layers", "dense 2 * classes" },
        { "NET0070", 5, 8, "stage", "epochs ten; optimizer sgd rate 1" },
        { "NET0070", 5, 19, "stage", "rate halves every ten epochs; optimizer sgd rate 1; epochs 1" },
        { "NET0070", 1, 11, "file", "const a = b\nconst b = 1\n" + Programs.Network("dense a\ndense b") },
        { "NET0070", 1, 21, "file", "network N { input a side; output b = dense 2 softmax }" },
        { "NET0071", 1, 11, "file", "const a = 6 / (3 - 3)\n" + Programs.Network("dense a") },
        { "NET0071", 2, 7, "layers", "dense 9223372036854775807 + 1" },
        { "NET0071", 1, 11, "file", "const a = 99999999999999999999" },
        { "NET0071", 1, 11, "file", "const a = 1e300 * 1e300" },
        { "NET0072", 2, 7, "layers", "dense 7/2" },
        { "NET0072", 2, 6, "layers", "conv 7/2 filters 4" },
        { "NET0072", 2, 7, "layers", "dense 7/2*2" },
        { "NET0073", 2, 7, "file", "const a = 1\nconst a = 2" },
        { "NET0073", 2, 7, "file", "block B() { relu }\nblock B() { relu }" },
        { "NET0073", 1, 12, "file", "block B(a, a) { relu }" },
        { "NET0073", 1, 7, "file", "block relu() { tanh }" },
        { "NET0074", 2, 1, "layers", "Unit(4)" },
        { "NET0075", 3, 1, "file", "block B(a, b = 2) { dense a; dense b }\n" + Programs.Network("B()") },
        { "NET0076", 1, 19, "file", "block B() { relu; B() }\n" + Programs.Network("B()\nB()") },
        { "NET0076", 2, 13, "file", "block A() { B() }\nblock B() { A() }\n" + Programs.Network("A()") },
        { "NET0077", 2, 19, "layers", "repeat 20000 { }; repeat 1 { relu }" },
        { "NET0077", 2, 15, "layers", "repeat 1000 { repeat 1000 { relu } }" },
        { "NET0041", 1, 19, "file", "network N { input values 4; output b = dense 3 softmax }" },
        { "NET0085", 2, 11, "layers", "relu from cc" },
        { "NET0085", 2, 22, "layers", "repeat 2 { relu from x_1 }" },
        { "NET0085", 2, 20, "layers", "concat from image, b" },
        { "NET0085", 1, 23, "file", "block B() { relu from image }\n" + Programs.Network("B()") },
        { "NET0085", 3, 10, "file", "block B() { a = relu }\n" + Programs.Network("B() from a") },
        { "NET0086", 2, 7, "layers", "add { relu }" },
        { "NET0087", 2, 1, "layers", "add { branch { relu } }" },
        { "NET0087", 2, 1, "layers", "concat from image" },
        { "NET0087", 2, 1, "layers", "concat" },
        { "NET0088", 2, 1, "layers", "add { branch { } branch { conv 3x3 filters 1 } }" },
        { "NET0012", 2, 5, "layers", "add to image" },
        { "NET0012", 2, 16, "layers", "add from image image" },
        { "NET0012", 2, 1, "layers", "add from image," },
        { "NET0024", 2, 11, "layers", "relu from 3" },
        { "NET0089", 2, 1, "file", "network N { input a 4; output b = dense 3 softmax\nrelu }" },
        { "NET0089", 1, 63, "file", "network N { input a 4; output b = dense 3 softmax; output c = dense 1 linear }" },
        { "NET0090", 1, 86, "file", "network N { input a 4; output b = dense 3 softmax; auxiliary c = dense 3 softmax for d from a }" },
        { "NET0091", 1, 86, "file", "network N { input a 4; output b = dense 3 softmax; auxiliary c = dense 2 softmax for b from a }" },
        { "NET0092", 1, 45, "file", "network N { input a 3x4x4; relu; output b = softmax }" },
        { "NET0020", 1, 66, "file", "network N { input a 4; output b = dense 3 softmax; auxiliary c = dense 3 softmax from a }" },
        { "NET0015", 1, 95, "file", "network N { input a 4; output b = dense 2 softmax; auxiliary c = dense 2 softmax for b from a { x y } }" },
        { "NET0100", 2, 40, "layers", "conv 3x3 filters 4; conv 3x3 filters 6 groups 4" },
        { "NET0100", 2, 20, "layers", "conv 3x3 filters 6 groups 2" },
        { "NET0100", 1, 44, "file", "network N { input a 4x80; conv 3 filters 4 groups 3; output b = dense 2 softmax }" },
        { "NET0034", 2, 1, "layers", "conv 5x5 filters 1 dilation 8x1" },
        { "NET0101", 2, 65, "layers", "avgpool global; deconv 3x3 filters 1 same; deconv 3x3 filters 2 pad 2" },
        { "NET0024", 2, 8, "layers", "deconv 3x3x3 filters 2" },
        { "NET0100", 2, 22, "layers", "deconv 3x3 filters 3 groups 3; conv 1x1 filters 4; deconv 3x3 filters 3 groups 2" },
        { "NET0026", 2, 26, "layers", "local 3x3 filters 2 init orthogonal" },
        { "NET0034", 2, 1, "layers", "local 29x3 filters 2" },
        { "NET0102", 2, 22, "layers", "filter 3x3 { 0 0 0 / 0 0 / 0 0 0 }" },
        { "NET0102", 2, 22, "layers", "filter 3x3 { 0 0 0 / 1/9 0 0 }" },
        { "NET0102", 2, 16, "layers", "convolve 1x3 { 0 0 0 0 }" },
        { "NET0102", 2, 12, "layers", "filter 3x3 { 0 0 0 / 0 0 0 }" },
        { "NET0014", 2, 1, "layers", "correlate 3x3 pad 1" },
        { "NET0070", 2, 16, "layers", "filter 1x3 { 0 a 0 }" },
        { "NET0012", 2, 14, "layers", "filter 1x3 { a = 0 0 0 }" },
        { "NET0021", 2, 12, "layers", "filter 3x3 filters 4 { 0 0 0 / 0 0 0 / 0 0 0 }" },
        { "NET0012", 5, 6, "stage", "clip 3; optimizer sgd rate 1; epochs 1" },
        { "NET0026", 5, 6, "stage", "clip nrm 3; optimizer sgd rate 1; epochs 1" },
        { "NET0025", 5, 11, "stage", "clip norm 0; optimizer sgd rate 1; epochs 1" },
        { "NET0018", 6, 1, "stage", "clip norm 1; optimizer sgd rate 1; epochs 1\nclip value 1" },
        { "NET0025", 5, 9, "stage", "maxnorm 0; optimizer sgd rate 1; epochs 1" },
        { "NET0018", 6, 1, "stage", "maxnorm 3; optimizer sgd rate 1; epochs 1\nmaxnorm 4" },
        { "NET0025", 5, 12, "stage", "accumulate 0; optimizer sgd rate 1; epochs 1" },
        { "NET0024", 5, 12, "stage", "accumulate 1.5 batches; optimizer sgd rate 1; epochs 1" },
        { "NET0012", 5, 14, "stage", "accumulate 2 epochs; optimizer sgd rate 1; epochs 1" },
        { "NET0012", 5, 7, "stage", "decay 0.1; optimizer sgd rate 1; epochs 1" },
        { "NET0012", 5, 9, "stage", "rate of 3 is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0012", 5, 1, "stage", "rate of digit ..\noptimizer sgd rate 1; epochs 1" },
        { "NET0012", 5, 16, "stage", "rate of relu1, .. digit is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0026", 5, 15, "stage", "rate of digit equals 1; optimizer sgd rate 1; epochs 1" },
        { "NET0025", 5, 18, "stage", "rate of digit is -1; optimizer sgd rate 1; epochs 1" },
        { "NET0025", 5, 1, "stage", "rate of digit is 1e30; optimizer sgd rate 1e-3; epochs 1" },
        { "NET0025", 5, 27, "stage", "optimizer sgd rate 0.1 l1 -1; epochs 1" },
        { "NET0026", 5, 6, "stage", "rate off digit is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0125", 5, 9, "stage", "rate of digt is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0125", 5, 10, "stage", "decay of relu2 .. digit is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0125", 5, 17, "stage", "decay of digit, conv1 is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0126", 5, 9, "stage", "rate of digit .. relu1 is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0127", 6, 1, "stage", "rate of digit is 1; optimizer sgd rate 1; epochs 1\nrate of relu1 .. digit times 2" },
        { "NET0128", 5, 9, "stage", "rate of relu1 is 1; optimizer sgd rate 1; epochs 1" },
        { "NET0129", 5, 1, "stage", "decay of digit times 0.5; optimizer sgd rate 1; epochs 1" },
        { "NET0129", 5, 1, "stage", "maxnorm of digit times 0.5; optimizer sgd rate 1; epochs 1" },
        { "NET0105", 2, 5, "layers", "lrn size 4" },
        { "NET0106", 1, 53, "file", "network N { input a 4; dense 2; softmax; output b = softmax }" },
        { "NET0110", 2, 9, "layers", "dense 4 bias; batchnorm" },
        { "NET0110", 2, 20, "layers", "conv 3x3 filters 4 bias\nbatchnorm; relu" },
        { "NET0110", 3, 9, "file", "block Norm() { batchnorm; relu }\n" + Programs.Network("dense 4 bias; Norm()") },
        { "NET0027", 2, 14, "layers", "dense 4 bias nobias; batchnorm" },
        { "NET0025", 2, 20, "layers", "batchnorm momentum 0" },
        { "NET0025", 2, 20, "layers", "batchnorm momentum 1.5" },
        { "NET0025", 2, 19, "layers", "batchnorm epsilon 0" },
        { "NET0025", 2, 10, "layers", "lrn bias 0" },
        { "NET0031", 3, 1, "layers", "dense 10\nlrn" },
        { "NET0135", 3, 1, "layers", "a = relu\ntanh\nrelu from a" },
        { "NET0135", 2, 12, "layers", "repeat 2 { dense 3 from image }\nrelu from image" },
        { "NET0136", 2, 1, "layers", "maxpool 2x1 stride 2 floor" },
        { "NET0137", 2, 1, "layers", "conv 29x3 filters 2 pad 1" },
        { "NET0078", 1, 12, "file", "block B(a, stride) { conv a filters 4 stride 2 }\n" + Programs.Network("B(3, 2)") },
        { "NET0078", 1, 9, "file", "block B(a) { relu }" },
        { "NET0010", 2, 12, "layers", "repeat 2 { output b = dense 2 softmax }" },
        { "NET0010", 2, 1, "layers", "repeet 2" },
        { "NET0012", 1, 9, "file", "block B(4) { relu }" },
        { "NET0012", 1, 1, "file", "block B { relu }" },
        { "NET0012", 1, 16, "file", "block B(a = 1, b) { dense a; dense b }" },
        { "NET0012", 1, 9, "file", "const a 1" },
        { "NET0012", 2, 11, "layers", "dense 2 * * 3" },
        { "NET0012", 2, 12, "layers", "dense (2 * 3" },
        { "NET0012", 3, 1, "file", "block B() { relu }\n" + Programs.Network("B") },
        { "NET0013", 1, 1, "file", "const" },
        { "NET0014", 1, 1, "file", "block B()" },
        { "NET0014", 2, 1, "layers", "repeat 3" },
        { "NET0015", 3, 5, "file", "block B() { relu }\n" + Programs.Network("B() { }") },
        { "NET0016", 2, 1, "layers", "a = repeat 2 { relu }" },
        { "NET0023", 1, 1, "file", "const a =" },
        { "NET0025", 2, 7, "layers", "dense 3 - 3" },
        { "NET0025", 2, 8, "layers", "repeat -1 { relu }" },
        { "NET0040", 3, 10, "file", "block B() { relu }\n" + Programs.Network("a = B(); a = relu") },
        { "NET0115", 1, 8, "file", "import \"blocks.net\"\n" + Programs.Network("B(3); dense width") },
        { "NET0115", 2, 8, "files", "// a.net\n// b.net\nconst a = 1\nimport \"A.net\"" },
        { "NET0116", 1, 8, "files", "// a.net\nimport \"a.net\"" },
        { "NET0117", 1, 1, "files", "// a.net\nconst a = 1\n// b.net\nimport \"a.net\"\nconst a = 1" },
        { "NET0117", 2, 1, "files", "// a.net\nblock A() { relu }\n// b.net\nblock A() { relu }\n// c.net\nimport \"a.net\"\nimport \"b.net\"" },
        { "NET0119", 1, 19, "file", "network A extends A { }" },
        { "NET0120", 4, 37, "file", Programs.Network("h = dense 4") + "\nnetwork Other extends Net { replace g with dense 3 }" },
        { "NET0121", 5, 9, "file", Programs.Network("h = dense 4 relu") + "\nnetwork Other extends Net { replace h with tanh\nreplace relu1 with tanh }" },
        { "NET0122", 2, 1, "layers", "replace relu1 with tanh" },
        { "NET0122", 1, 13, "file", "block B() { replace relu1 with tanh }\n" + Programs.Network("B()") },
        { "NET0123", 5, 1, "file", Programs.Network("relu") + "\nnetwork Other extends Net {\nrelu }" },
        { "NET0124", 2, 44, "file", "network Net { input a 4; output b = dense 2 softmax { c d } }\nnetwork Other extends Net { replace b with dense 3 }" },
        { "NET0012", 1, 1, "file", "import" },
        { "NET0012", 1, 8, "file", "import blocks" },
        { "NET0012", 1, 16, "files", "// a.net\n// b.net\nimport \"a.net\" as b" },
        { "NET0018", 2, 1, "files", "// a.net\nconst a = 1\n// b.net\nimport \"a.net\"\nimport \"./a.net\"" },
        { "NET0010", 1, 30, "file", Input("image 3x8x8", "rotation 3") },
        { "NET0010", 1, 41, "file", Input("image 3x8x8", "training { flip }") },
        { "NET0012", 1, 43, "file", Input("image 3x8x8", "scale 0 .. 1 2") },
        { "NET0014", 1, 30, "file", Input("image 3x8x8", "training") },
        { "NET0015", 1, 48, "file", Input("image 3x8x8", "training { mirror { } }") },
        { "NET0018", 1, 38, "file", Input("image 3x8x8", "mean 0; mean 1") },
        { "NET0020", 1, 30, "file", Input("image 3x8x8", "mean") },
        { "NET0020", 1, 41, "file", Input("image 3x8x8", "training { crop }") },
        { "NET0024", 1, 38, "file", Input("image 3x8x8", "scale 0 1") },
        { "NET0024", 1, 47, "file", Input("image 3x8x8", "training { shift 1.5 }") },
        { "NET0025", 1, 40, "file", Input("image 3x8x8", "deviation 0") },
        { "NET0025", 1, 41, "file", Input("image 3x8x8", "scale 1 .. 1") },
        { "NET0025", 1, 48, "file", Input("image 3x8x8", "training { rotate 181 }") },
        { "NET0025", 1, 53, "file", Input("image 3x8x8", "training { gain 1.2 .. 0.8 }") },
        { "NET0080", 1, 30, "file", Input("image 3x8x8", "mean 0.5 0.5") },
        { "NET0080", 1, 26, "file", Input("point 4", "deviation 1 2 3 4") },
        { "NET0081", 1, 37, "file", Input("point 4", "training { shift 1 }") },
        { "NET0081", 1, 39, "file", Input("sound 1x9", "training { rotate 5 }") },
        { "NET0082", 1, 48, "file", Input("sound 1x9", "training { shift 4; crop pad 5 }") },
        { "NET0150", 6, 1, "schedule", "batch 8; finetune { optimizer sgd rate 1; epochs 1 }\nload \"a\"" },
        { "NET0151", 5, 17, "schedule", "load \"a\" except relu1; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0152", 5, 1, "schedule", "load \"a\" except digit; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0125", 5, 17, "schedule", "load \"a\" except digt; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0126", 5, 17, "schedule", "load \"a\" except digit .. relu1; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0018", 6, 1, "schedule", "load \"a\"; batch 8\nload \"b\"; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0012", 5, 6, "schedule", "load a; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0012", 5, 10, "schedule", "load \"a\" but digit; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0012", 5, 1, "schedule", "load; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0012", 5, 1, "schedule", "load \"a\" except; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0015", 5, 10, "schedule", "load \"a\" { }; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0024", 5, 6, "schedule", "load \" \"; batch 8; finetune { optimizer sgd rate 1; epochs 1 }" },
        { "NET0083", 1, 30, "file", Input("image 3x8x8", "mean 125.3") },
    };

    /// <summary>A network whose input has a block, all on one line.</summary>
    private static string Input(string input, string block) =>
        $"network N {{input {input}{{{block} }}; output label = dense 2 softmax }}";

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistake_is_reported_once_where_it_stands(string id, int line, int column, string context, string text)
    {
        var diagnostics = Programs.Diagnose(context, text);
        Assert.Equal(
            [(id, line, column)], diagnostics.Select(found => (found.Id, found.Span.StartLine, found.Span.StartColumn)));
    }

    [Fact]
    public void Block_past_the_deepest_is_reported_at_its_brace()
    {
        var diagnostics = Compilation.Compile(Deep + Deep + "a {").Diagnostics;
        Assert.Contains(diagnostics, found => found is { Id: "NET0006", Span: { StartLine: 1, StartColumn: 131 } });
    }

    [Fact]
    public void Errors_past_a_hundred_are_counted()
    {
        var diagnostics = Compilation.Compile(string.Concat(Enumerable.Repeat("wrong\n", 150))).Diagnostics;
        Assert.Equal(101, diagnostics.Count);
        Assert.Equal(("NET0008", 101), (diagnostics[100].Id, diagnostics[100].Span.StartLine));
        Assert.StartsWith("50 more", diagnostics[100].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_descriptor_has_a_case_and_a_section_with_an_example()
    {
        var elsewhere = new[] { "NET0006", "NET0008", "NET0118" };
        var cases = Cases.Select(row => (string)((object[])row)[0]).Concat(elsewhere).ToHashSet();
        var sections = Sections().Select(section => section.Id).ToHashSet();
        Assert.All(Descriptors.All, descriptor =>
        {
            Assert.Contains(descriptor.Id, cases);
            Assert.Contains(descriptor.Id, sections);
        });
        Assert.Equal(Descriptors.All.Count, sections.Count);
    }

    [Fact]
    public void Table_of_descriptors_is_complete_and_in_the_order_of_unique_ids()
    {
        var fields = typeof(Descriptors).GetFields().Select(field => (DiagnosticDescriptor)field.GetValue(null)!).ToList();
        Assert.Equal(fields, Descriptors.All);
        Assert.Equal(fields.Select(field => field.Id).Order().Distinct(), fields.Select(field => field.Id));
    }

    [Fact]
    public void Every_example_of_the_document_raises_its_diagnostic() => Assert.All(Sections(), section =>
    {
        var (mark, text) = Assert.Single(Documents.Examples(section.Text));
        var found = Programs.Diagnose(mark, text);
        Assert.Contains(section.Id, found.Select(diagnostic => diagnostic.Id));
        Assert.Equal(section.Title, Descriptors.All.Single(descriptor => descriptor.Id == section.Id).Title);
    });

    private static IEnumerable<(string Id, string Title, string Text)> Sections() => Regex
        .Matches(Documents.Read("Diagnostics/README.md"), @"^### (NET\d{4}) (.*)\n((?s:.*?))(?=^##|\z)", RegexOptions.Multiline)
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));
}
