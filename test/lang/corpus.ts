/** Inputs by theme, one a line, that Nabla and mathjs must read as the same tree. `⏎` stands for a line break within an input. */
export const corpus: Readonly<Record<string, string>> = {
  numbers: `
0
1
42
007
1.
.5
0.5
1.25
1e3
1E3
1e+3
1e-3
1.5e-10
.5e2
1.e2
2e308
1e-400
123456789012345678901234567890
0.1234567890123456789
0x10
0xff
0xFF
0b101
0o17
2.*3
2./3
2.^3
2..*3
2..^3
1.*x
1.0.*x
.5.*x
2e3.*x
1e
2e x
3e2x
1.e
`,
  names: `
x
xy
x1
x_1
_
_x
$
$x1
a$b
theta
θ
α
αβ
λ1
Δx
π
é
naïve
Å
ñandú
ℝ
ℏ
𝑥
𝐀
𝛼1
pi
e
i
tau
phi
inf
Infinity
NaN
true
false
null
LN2
LOG10E
SQRT1_2
end
ans
trueish
format
nota
andy
order
mode
income
total
`,
  sums: `
1 + 2
1+2
1 - 2
1 - -2
1 + +2
1--2
1++2
1+-+2
a + b + c
a - b - c
a - b + c
a + b - c + d
a - (b - c)
(a + b) - c
-a + b
-a - b
+a - b
-(a + b)
x + y * z
x * y + z
x - y / z
1 + 2 + 3 + 4 + 5 + 6 + 7 + 8
1 +2
1+ 2
1   +   2
`,
  products: `
a * b
a*b*c
a / b
a / b / c
a / b * c
a * b / c
a .* b
a ./ b
a .* b ./ c
a*-b
a/-b
a*+b
a*b.*c/d./e
a % b
a mod b
5 mod 3
5 % 3
5%3
5 mod 3 mod 2
10 % 4 * 2
2 * 10 % 4
10 mod 4 / 2
5 % -3
5 % +3
-5 % 3
-5 mod 3
a % b % c
a mod (b + c)
(a + b) mod c
a%(b)
x^2 % 3
x % 2 == 0
x mod 2 == 1
`,
  powers: `
x^2
x^-2
x^+2
x^--2
-x^2
+x^2
--x^2
2^3^2
2^-3^2
2^-x^-y
x^y^z
(x^y)^z
x^(y^z)
x.^2
x.^y.^z
x^y.^z
x.^-1
-x.^2
(-x)^2
2^x!
2^(x!)
x!^2
x^2!
x'^2
x^2'
(x^2)'
x^y'
x^not y
x^-y!
a*b^c
a^b*c
a^b/c
a/b^c
a+b^c
a^b+c
-a^b*c
2^0.5
4^-0.5
e^x
e^-x
e^(-x^2/2)
10^-3
x^2^-1
x ^ 2
x ^ - 2
`,
  unary: `
-x
+x
- x
--x
---x
-+-x
not x
not not x
not -x
-not x
not x + 1
not x * 2
not x^2
not x == y
not (x == y)
not a and b
not a or not b
not(x)
not(x) + 1
not (x) * 2
-1
- 1
-1.5e3
-x!
-x'
-2!
(-2)!
-(2!)
-sin(x)
-f(x)^2
-A[1]
-[1, 2]
`,
  factorials: `
x!
5!
5!!
x!!!
3! + 2
3!*2
x! y
x! 2
x!(2)
(n - 1)!
n!/(k!*(n - k)!)
n! / k! / (n-k)!
f(x)!
A[1]!
2!'
x! != y
x! == y
x!=y
x! [1]
`,
  transposes: `
A'
A''
A'*B
A*B'
A'B
A'*A
A' A
(A*B)'
(A')'
A'+B'
A'-B
[1,2;3,4]'
[1,2]'*[3,4]
[1, 2]' [3]
x'*A*x
x' A x
x'x
A'^2
A'^-1
A'[1]
A'[1, 2]
A[1]'
A[1, :]'
A'!
f(x)'
f(x)'*g(x)
2'
2.'
2'*3
A '
A ' * B
(x - y)'*(x - y)
inv(A)'
inv(A')
-A'
A'(2)
A'(x + 1)
"a"'
`,
  implicit: `
2x
2 x
2x y
2 x y
x y
x y z
x y^2
2x^2
2 x^2 y^3
2(3)
2 (3)
2(x + 1)
2(x + 1)(x - 1)
(a)(b)
(a) (b)
(a)(b)(c)
(a + b)(c + d)
(a)b
(a) b
(a)2
(a) 2
a (b)
2sin(x)
2 sin(x)
2 sin(x) cos(x)
sin(x)cos(x)
sin(x) cos(x)
sin(x) 2
sin(x)(2)
sin(x)(x + 1)
sin(x)^2 cos(x)^2
sin(2x)
sin(2 x y)
x 2
x 2 y
2x 3
2 x 3 y
x! 2 y
-2x
-2 x y
- x y
2 -x
2 - x
2x - 3y
2x + 3y
2x*3y
2x/3y
2x/3
6/2x
x/2y
x/2 y
x y/z w
a b / c d
a b * c d
2 pi r
4/3 pi r^3
2 e
2 i
3 e^x
2 x'
2x'y
A B
A B'
A x + b
`,
  fractions: `
1/2x
1/2 x
1/2(x)
1/2 (x + 1)
-1/2 x
+1/2 x
- -1/2 x
--1/2 x
1/2/3 x
6/2/3 x
6/3/2(x)
x/1/2 y
2^2/3 x
1/2 x^2
1/2 x y
1/2 x/3 y
1/2 x/3
1/2 x * 1/3 y
1/2*x
1/2 + x
1/2 x + 1/3 y
1/2 x - 1/3 y
a * 1/2 x
a / 1/2 x
x 1/2 y
2 x 1/2 y
(1/2) x
(1)/2 x
1/(2) x
1/2! x
1/2' x
1/-2 x
1/2^2 x
1/x y
3.5/1e2 t
0.5/.5 x
true/2 x
1/2 sin(x)
1/2 A[1]
1/2 true
not 1/2 x
`,
  comparisons: `
a == b
a != b
a < b
a <= b
a > b
a >= b
a < b < c
a <= b < c
a < b <= c < d
a == b == c
a != b != c
a < b == c
1 < 2 > 0
a + b < c + d
a < b + c
a:b == c
a == b:c
-a < -b
a' < b'
a! < b
(a < b) < c
a < (b < c)
a < b and b < c
a<b
a>b
a<=b
a>=-b
a==-b
a!=-b
0 < x < 1
`,
  logic: `
a and b
a or b
a xor b
a and b and c
a or b or c
a xor b xor c
a or b and c
a and b or c
a xor b and c
a and b xor c
a or b xor c
a xor b or c
a or b xor c and d
a and b xor c or d
not a and not b
(a or b) and c
a and (b or c)
a < b or c > d
a == b and c != d
x > 0 and y > 0
a + 1 and b
a and b + 1
true and false
true or false
not true
and(a, b)
or(a, b)
xor(a, b)
mod(5, 3)
mod(5, 3) + 1
2 mod mod(5, 3)
mod(x, 2) == 0
map(x, mod)
`,
  ternaries: `
a ? b : c
a ? b : c ? d : e
a ? (b ? c : d) : e
(a ? b : c) ? d : e
a ? b : (c ? d : e)
a ? b : c + d
a + b ? c : d
a < b ? a : b
a < b ? a - b : b - a
a and b ? c : d
a or b ? c : d
a ? -b : -c
a ? b : c:d
a ? (1:3) : (4:6)
a ? [1:3] : [4:6]
a ? x[1:2] : y[2:3]
a ? x[2:end] : y
a ? f(1:2) : 0
a?b:c
a?.3:.7
a ?.3 : .7
a ? 1 : 2
x > 0 ? x : -x
x >= 0 ? x : 0.01x
x > 0 ? 1 : x < 0 ? -1 : 0
(x > 0 ? 1 : 0) + 1
[a ? b : c, d]
[a ? b : c, d ? e : f]
[a ? b : c, 1:3]
f(a ? b : c)
f(a ? b : c, d)
A[a ? 1 : 2]
A[a ? 1 : 2, 3]
a ? b : c ? d : e ? f : g
a ? [b ? c : d] : e
a ? 2 x : 3 y
`,
  ranges: `
1:3
1:2:9
10:-1:1
a:b
a:b:c
a + 1:b - 1
(1:3)
2*(1:3)
[1:3]
[1:3, 5]
[1:3; 4:6]
-1:1
-1:-1:-5
1:n + 1
1:2n
0:0.1:1
0:pi/4:pi
x^2:y^2
(1:3)'
(1:3)[2]
[1:5][2:3]
sum(1:10)
f(1:3, 4)
1 : 3
a:b + c:d
a' : b'
not a:b
`,
  vectors: `
[]
[ ]
[1]
[1, 2]
[1,2,3]
[1, 2, 3,]
[x]
[x, y]
[x, y,]
[x + 1, y * 2]
[-1, -2]
[2x, 3y]
[[1]]
[[1, 2], [3, 4]]
[[[1]]]
[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
[1, [2, 3]]
[[1, 2]; [3, 4]]
["a", "b"]
[true, false]
[f(x), g(y)]
[A', B']
[a, b]'
[1, 2][1]
[1, 2] + [3, 4]
[1, 2] .* [3, 4]
2 * [1, 2]
[1, 2] * 2
[1, 2] 2
[1, 2] x
[1, 2](x)
[x, y]^2
[ 1 , 2 ]
[1e3, .5]
[pi, e]
`,
  matrices: `
[1; 2]
[1; 2; 3]
[1, 2; 3, 4]
[1, 2; 3, 4;]
[1, 2,; 3, 4,]
[1, 2;]
[1;]
[1,2;3,4;5,6]
[-2, 1; 1, 1]
[x, 0; 0, y]
[x^2, x*y; x*y, y^2]
[2x, 3; 4, 5y]
[cos(t), -sin(t); sin(t), cos(t)]
[[1, 2; 3, 4], [5, 6; 7, 8]]
[[1; 2]; [3; 4]]
[1, 2; 3, 4] * [5, 6; 7, 8]
[1, 2; 3, 4][1, 2]
[1, 2; 3, 4]^2
[1, 2; 3, 4]^-1
inv([1, 2; 3, 4])
det([-2, 1; 1, 1])
[a ? b : c; d]
[1, 2;⏎3, 4]
[⏎1, 2;⏎3, 4⏎]
[1,⏎2,⏎3]
[1 # first⏎, 2]
[1, 2; # row one⏎3, 4 # row two⏎]
`,
  indices: `
A[1]
A[1, 2]
A[1, 2, 3]
A[:]
A[:, 1]
A[1, :]
A[:, :]
A[1:2]
A[1:2, :]
A[2:end]
A[end]
A[end, end]
A[end - 1]
A[end:-1:1]
A[1:2:end]
A[2:]
A[2:, 1]
A[:3]
A[:3, :2]
A[:2:9]
A[1:2:]
A[[1, 3]]
A[[1, 3], :]
A[i, j]
A[i + 1, j - 1]
A[B[1]]
A[B[end]]
A[f(1)]
A[2x]
A[1][2]
A[1][2][3]
A[1, :][2]
A [1]
A[1] + A[2]
A[1]A[2]
A[1] A[2]
2A[1]
A[1]^2
A[1]'
f(x)[1]
f(x)[1, 2]
f(x)[2:end]
(A + B)[1]
(A*B)[1, 2]
"abc"[1]
x[2:end] - x[1:end-1]
x[2:end] - x[1:end-1].^2
A[a < b]
A[x == 1]
A[a ? 1 : 2, :]
A[ : , 1 ]
A[-1]
`,
  calls: `
f()
f(x)
f(x, y)
f(x,y,z)
f (x)
f(x + 1)
f(-x)
f(g(x))
f(g(h(x)))
f(x)(y)
f(x)(y)(z)
f(x) + g(y)
f(x)*g(x)
f(x) g(x)
f(x)/g(x)
f(x)^2
f(x)^-1
f(x^2)
f([1, 2])
f([1, 2; 3, 4])
f((x))
f((x), (y))
f("a")
f('a')
f("a", 1)
f(1:3)
f(a < b)
f(a and b)
f(not a)
f(⏎x,⏎y⏎)
sin(x)
atan2(y, x)
sqrt(x^2 + y^2)
exp(-x^2/2)/sqrt(2 pi)
log(x, 2)
max(a, b, c)
e(2)
pi(2)
i(2)
true(2)
NaN(2)
Infinity(2)
grad(f)
jac(f)
hess(f)
jac(f, x)
1/(1 + exp(-x))
tanh(W*x + b)
dot(a, b)/(norm(a)*norm(b))
sum((y - f(x)).^2)
100*(y - x^2)^2 + (1 - x)^2
`,
  lambdas: `
map(x, f(u) = u^2)
map([1, 2, 3], f(x) = x^2)
map(x, sq(u) = u^2 + 1)
map(x, f(u, k) = u*k)
filter(x, p(u) = u > 0)
g(h() = 3)
g(f(u) = u ? 1 : 2)
g(f(u) = [u, u^2], 3)
g(1, f(u) = u, 2)
2 map(x, f(u) = u)
map(map(x, f(u) = u), g(v) = v)
map(x, f(u) = map(u, g(v) = v^2))
`,
  strings: `
"a"
""
''
'a'
"it's"
'say "hi"'
"a b c"
"tab\\tnew\\n"
"\\"quoted\\""
'it\\'s'
"\\u00e9"
"\\\\"
"\\/"
"# no comment"
"a" + 'b'
f("a", 'b')
["a"; "b"]
x == "a"
x ? "a" : 'b'
f('a')'
`,
  parentheses: `
(x)
((x))
(((x)))
(x + y)
(x) + (y)
(x)(y)
((x)(y))
(x)'
(x)!
(x)[1]
(x)^2
(-x)
-(x)
(1)
(1) 2
(1)(2)
(⏎x⏎)
(x +⏎y)
(x⏎+ y)
`,
  definitions: `
f(x) = x^2
f(x, y) = x*y
f(x,y)=x*y
f() = 3
f (x) = x
f(x) = x > 0 ? x : 0
f(x) = [x, x^2]
f(x, y) = [x^2 + y^2, x*y]
f(x) = g(x) + h(x)
f(x) = 2x
f(x) =⏎x^2
f(x) = x^2;
loss(W, b) = sum((W*x + b - y).^2)
sigmoid(x) = 1/(1 + exp(-x))
rosenbrock(x, y) = (1 - x)^2 + 100(y - x^2)^2
fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
mod(x, y) = x - y
e(x) = x
θ(t) = 2 t
f(x) = x # the identity
`,
  assignments: `
x = 3
x=3
x = -3
x = y
x = y + 1
x = [1, 2, 3]
A = [-2, 1; 1, 1]
A = [1, 2;⏎3, 4]
x = a ? b : c
x = 1:3
x = a == b
x = "text"
x = f(3)
e = 3
pi = 3
x = 3;
x =⏎3
A[1] = 5
A[1, 2] = 5
A[1, :] = [1, 2]
A[:, 1] = x
A[2:end] = 0
A[end] = 1
A[1] = A[2]
A[1, 2] = 5;
x = 2 # two
`,
  blanks: `
 x
x${' '}
	x
x + y # sum
x +⏎y
x *⏎⏎y
x ==⏎y
a ?⏎b :⏎c
2^⏎3
-⏎x
not⏎x
a and⏎b
1:⏎3
⏎x
x⏎
x # comment⏎
x;
x;;
`,
};
