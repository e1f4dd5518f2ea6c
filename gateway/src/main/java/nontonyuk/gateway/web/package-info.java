/**
 * The page for a browser. Its files are in the resources, in the folder {@code web}; this package only serves them.
 *
 * <p>Failure it handles: a page runs a script that it did not bring. Test to read: {@code WebFilesTest}. Standard:
 * Content Security Policy Level 3.
 */
package nontonyuk.gateway.web;
