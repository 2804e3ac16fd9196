// While developing: what the script of the library does once it is built.
import '../../src/ui/define.js';
