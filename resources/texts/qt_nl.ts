<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: EUPL-1.2
     What Qt's own Dutch texts (qtbase_nl) lack of the windows to save and to print, as Qt 6.11 draws them on Linux.
     After a change: pyside6-lrelease resources/texts/qt_nl.ts -qm resources/texts/qt_nl.qm -->
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Kijk in:</translation></message>
    <message><source>Files of &amp;type:</source><translation>Soort &amp;bestand:</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>Station</translation></message>
    <message><source>File</source><translation>Bestand</translation></message>
    <message>
        <source>%1 File</source>
        <comment>%1 is a file name suffix, for example txt</comment>
        <translation>%1-bestand</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>All other platforms</comment>
        <translation>Map</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <comment>All other platforms</comment>
        <translation>Snelkoppeling</translation>
    </message>
    <message><source>Unknown</source><translation>Onbekend</translation></message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message><source>Double Sided Printing</source><translation>Op twee kanten afdrukken</translation></message>
    <message><source>Off</source><translation>Nee</translation></message>
    <message><source>Long side binding</source><translation>Omslaan langs de lange kant</translation></message>
    <message><source>Short side binding</source><translation>Omslaan langs de korte kant</translation></message>
    <message><source>Page &amp;Set:</source><translation>&amp;Welke pagina's:</translation></message>
</context>
</TS>
